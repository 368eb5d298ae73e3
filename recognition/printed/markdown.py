"""The part of Markdown that letters and reports are written in: headings, paragraphs, lists, tables, emphasis.

Links, pictures, HTML and code are no part of it: they stand as they were typed.
"""

from __future__ import annotations

import re
from typing import Final

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from .characters import shown

RULES: Final = ["heading", "list", "table", "emphasis", "escape", "newline"]
PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")
DEEPEST: Final = 12


def parsed(text: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(_parser().parse(shown(text)))


def plain(text: str) -> str:
    """What someone wrote, for one line of Markdown: a sentence, a heading, a cell. It can begin nothing there."""
    return PUNCTUATION.sub(r"\\\1", " ".join(shown(text).split()))


def paragraphs(text: str) -> str:
    """What someone wrote, for a place of its own between blank lines: its paragraphs and its line ends stay."""
    blocks = re.split(r"\n\s*\n", shown(text).strip())
    return "\n\n".join("\\\n".join(plain(line) for line in block.splitlines() if line.strip()) for block in blocks)


def html(text: str, *, top: int = 2) -> SafeString:
    """For a page: the same text by the same parser. `top` is the level that its highest headings get there."""
    parser = _parser()
    tokens = parser.parse(shown(text))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + top - 1, 6)}"
    return mark_safe(parser.renderer.render(tokens, parser.options, {}))  # noqa: S308  # it escapes all text


def _parser() -> MarkdownIt:
    return MarkdownIt("zero", {"maxNesting": DEEPEST}).enable(RULES)
