"""The language of letter templates: named fields, `{{ product_name }}`, and nothing else.

It is no template engine with things switched off: a name is looked up in a closed list, and whatever else looks like a
tag, an expression or an attribute is refused when the template is saved. What is put in is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

FIELD: Final = re.compile(r"(?<!\{)\{\{[ \t]*([a-z][a-z0-9_]*)[ \t]*\}\}(?!\})")
LEFT_OVER: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\{|\}\}|\{%|%\}|\{#|#\}")
LONGEST_SHOWN: Final = 40


def names_in(text: str) -> list[str]:
    """Each field once, in the order in which they come."""
    return list(dict.fromkeys(FIELD.findall(text)))


def merged(text: str, values: Mapping[str, str]) -> str:
    """Raises KeyError for a field that has no value: `faults` has refused such a text before it was kept."""
    return FIELD.sub(lambda found: values[found[1]], text)


def faults(text: str, *, fields: Iterable[str], blocks: Iterable[str] = ()) -> list[str]:
    """Why the text cannot be kept, each with its line. `blocks` are the fields that need a line of their own."""
    known, alone = list(fields), set(blocks)
    return [
        f"Line {number}: {fault}"
        for number, line in enumerate(text.splitlines(), 1)
        for fault in _faults_of_line(line, known, alone)
    ]


def _faults_of_line(line: str, known: list[str], alone: set[str]) -> Iterator[str]:
    for name in FIELD.findall(line):
        if name not in known:
            yield f"there is no field “{name}”. {_remedy(name, known)}"
        elif name in alone and FIELD.sub("", line, count=1).strip():
            yield f"“{name}” may have several paragraphs, so it stands on a line of its own."
    for found in LEFT_OVER.findall(FIELD.sub("", line)):
        shown = found if len(found) <= LONGEST_SHOWN else f"{found[:LONGEST_SHOWN]}…"
        yield f"“{shown}” is no field. A field is its name between two braces, such as {{{{ {known[0]} }}}}."


def _remedy(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"Did you mean “{near[0]}”?" if near else f"The fields are: {', '.join(known)}."
