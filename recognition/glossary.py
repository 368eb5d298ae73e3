"""The words of the trade, read from docs/glossary.md: one source for the help, the explanations on pages and the code.

An entry is a paragraph that begins with its term in bold. What stands in brackets after a term is the name in code,
which people on pages do without. Every further bold word of the paragraph is explained by it too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt

ENTRY: Final = re.compile(r"\*\*(?P<term>[^*]+)\*\*(?P<more>[^:]*?): (?P<says>.+)", re.DOTALL)
BOLD: Final = re.compile(r"\*\*([^*]+)\*\*")
CODE: Final = re.compile(r" \(`[^)]*`\)")
LINK: Final = re.compile(r"\[([^\]]+)\]\([^)]+\)")
# Plain English wherever a page uses them: what they mean in the code is no news to its reader.
PLAIN: Final = frozenset({
    *("act", "actor", "at", "on", "anchor", "boundary", "cause", "difference", "document", "door", "effect", "event"),
    *("fact", "guard", "kind", "letter", "move", "operation", "phase", "policy", "priority", "record", "relay", "run"),
})  # fmt: skip
TITLES: Final = {"The regulator's words": "Words of the procedure", "Ours": "Words of this system"}


@dataclass(frozen=True, slots=True)
class Entry:
    term: str
    text: str
    names: tuple[str, ...]

    @property
    def anchor(self) -> str:
        return slugify(self.term.partition(",")[0])

    @property
    def says(self) -> SafeString:
        """As HTML. Markdown of its own is not understood beyond bold and code, and HTML in it is text."""
        rules = MarkdownIt("zero").enable(["backticks", "emphasis"])
        return mark_safe(rules.renderInline(self.text))  # noqa: S308  (the renderer escapes what is no markup of ours)


@cache
def glossary() -> dict[str, list[Entry]]:
    """By section, in alphabetical order."""
    found: dict[str, list[Entry]] = {}
    section = ""
    for paragraph in (settings.BASE_DIR / "docs" / "glossary.md").read_text(encoding="utf-8").split("\n\n"):
        if paragraph.startswith("## "):
            section = TITLES.get(paragraph.removeprefix("## ").strip(), paragraph.removeprefix("## ").strip())
        elif section and (match := ENTRY.match(paragraph.strip())):
            found.setdefault(section, []).append(_entry(match, paragraph))
    return {name: sorted(rows, key=lambda row: row.term.lower()) for name, rows in found.items()}


@cache
def entry_of(name: str) -> Entry | None:
    """What explains this word, however it begins: `Day 0` and `day 0` are one."""
    return _by_name().get(name.lower())


def words_in(text: str) -> tuple[Entry, ...]:
    """The entries whose words stand in a text, in alphabetical order: an abbreviation as it is written, any other word
    however it begins, in the plural too. A reference of a case names no procedure."""
    low = text.lower()
    found: dict[Entry, None] = {}
    for name, hyphened, word, entry in _named():
        within = text if name.isupper() else low
        if (name in within or hyphened in within) and word.search(within):
            found[entry] = None
    return tuple(sorted(found, key=lambda entry: entry.term.lower()))


@cache
def _named() -> list[tuple[str, str, re.Pattern[str], Entry]]:
    """What each word is without its ending, which is quick to look for, and how it has to stand in a text."""
    rows = [(name, entry) for entries in glossary().values() for entry in entries for name in entry.names]
    wanted = [(name if name.isupper() else name.lower(), entry) for name, entry in rows if name.lower() not in PLAIN]
    return [
        (stem, stem.replace(" ", "-"), _word(name), entry)
        for name, entry in wanted
        for stem in [name.removesuffix("y")]
    ]


def _word(name: str) -> re.Pattern[str]:
    """With a space or a hyphen between its parts."""
    parts = re.escape(name.removesuffix("y")).replace("\\ ", "[ -]")
    return re.compile(rf"\b{parts}{'(?:y|ies)' if name.endswith('y') else 's?'}\b(?!-\d)")


@cache
def _by_name() -> dict[str, Entry]:
    rows = [row for section in glossary().values() for row in section]
    inner = {name.lower(): row for row in reversed(rows) for name in row.names}
    own = {name.lower(): row for row in reversed(rows) for name in row.term.split(", ")}
    return inner | own


def _entry(match: re.Match[str], paragraph: str) -> Entry:
    more = " ".join(BOLD.findall(match["more"]))
    term = f"{match['term']}, {more}" if more else match["term"]
    text = CODE.sub("", LINK.sub(r"\1", " ".join(match["says"].split())))
    names = tuple(name for bold in BOLD.findall(paragraph) for name in bold.split(", "))
    return Entry(term, text[0].upper() + text[1:], names)
