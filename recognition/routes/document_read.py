"""A file from outside as JSON values, within bounds: a rule set is a tenth of what is let in here."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any, Final

from .document_check import DocumentError

MOST_BYTES: Final = 2 * 1024 * 1024


def read_document(file: IO[bytes]) -> Any:
    """Raises DocumentError where the file is too large, is no JSON, or names one member twice."""
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise DocumentError([("", "is larger than 2 MB, which no rule set is")])
    try:
        return json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise DocumentError([("", "is nested deeper than any rule set")]) from None
    except json.JSONDecodeError as fault:
        raise DocumentError([(f"line {fault.lineno}", f"is not JSON: {fault.msg.lower()}")]) from None
    except UnicodeDecodeError:
        raise DocumentError([("", "is not text in UTF-8")]) from None


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise DocumentError([(key[:60], "is there twice in one object")])
        found[key] = value
    return found


def _no_number(name: str) -> Any:
    raise DocumentError([("", f"holds {name}, which is no number of JSON")])
