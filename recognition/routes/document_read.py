"""A file from outside as JSON values, within bounds that are looked at before it is parsed: its size and its depth. A
rule set is a tenth of what is let in here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import IO, Any, Final

from .document_check import DocumentError
from .text import printable

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_DEPTH: Final = 12  # a rule set has 7
STRING_OR_BRACKET: Final = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)


def read_document(file: IO[bytes]) -> Any:
    """Raises DocumentError where the file is too large, is no JSON, or names one member twice."""
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise DocumentError([("", "is larger than 2 MB, which no rule set is")])
    try:
        text = raw.decode()
    except UnicodeDecodeError as fault:
        raise DocumentError([(f"byte {fault.start + 1}", "is not text in UTF-8")]) from None
    _refuse_depth(text)
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_int=_whole)
    except json.JSONDecodeError as fault:
        raise DocumentError([(f"line {fault.lineno}", f"is not JSON: {fault.msg.lower()}")]) from None


def _refuse_depth(text: str) -> None:
    depth = 0
    for found in STRING_OR_BRACKET.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found.group(), 0)
        if depth > MOST_DEPTH:
            line = text.count("\n", 0, found.start()) + 1
            raise DocumentError([(f"line {line}", "is nested deeper than any rule set")])


def _whole(digits: str) -> int:
    """No number of a rule set has more than five digits; one of thousands would take long to read."""
    if len(digits) > 20:
        raise DocumentError([("", f"holds a number of {len(digits)} digits")])
    return int(digits)


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise DocumentError([(printable(key), "is there twice in one object")])
        found[key] = value
    return found


def _no_number(name: str) -> Any:
    raise DocumentError([("", f"holds {name}, which is no number of JSON")])
