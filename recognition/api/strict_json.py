"""JSON read strictly: what two readers could understand differently is refused."""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Mapping
from typing import IO, Any, Final

from rest_framework.parsers import BaseParser

from recognition.routes.text import unfit

from .middleware import LARGEST_BODY
from .problems import Problem

DEEPEST: Final = 20
_OUTSIDE_STRINGS: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


class StrictJson(BaseParser):
    """UTF-8, each key once, no NaN, no NUL, at most 20 levels deep and 1 MB long."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        raw = stream.read(LARGEST_BODY + 1)
        if len(raw) > LARGEST_BODY:
            raise Problem("body-too-large", "A JSON body may have 1 MB.")
        return read(raw)


def read(raw: bytes) -> Any:
    """The value. Raises `Problem` (400) with the reason."""
    try:
        text = codecs.decode(raw, "utf-8")
        _measure(text)
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_float)
    except UnicodeDecodeError as fault:
        raise _malformed(f"It is not UTF-8: byte {fault.start} cannot be read.") from None
    except json.JSONDecodeError as fault:
        raise _malformed(f"{fault.msg} at line {fault.lineno}, column {fault.colno}.") from None
    except ValueError as fault:  # among them whole numbers of thousands of digits
        raise _malformed(f"{str(fault).split(';')[0]}.") from None
    _check_texts(value)
    return value


def _measure(text: str) -> None:
    """Before it is read: the reader would run out of stack on a body that nests a hundred thousand times."""
    depth = 0
    for match in _OUTSIDE_STRINGS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
        if depth > DEEPEST:
            raise ValueError(f"It nests more than {DEEPEST} levels deep")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"The key {twice[:60]!r} stands in one object twice")
    return found


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _float(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise ValueError("A number is too large")
    return value


def _check_texts(value: Any) -> None:
    if isinstance(value, str):
        if fault := unfit(value):
            raise _malformed(f"A text {fault}.")
    elif isinstance(value, dict):
        for name, inner in value.items():
            _check_texts(name)
            _check_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_texts(inner)


def _malformed(why: str) -> Problem:
    return Problem("malformed-json", f"The body cannot be read. {why}")
