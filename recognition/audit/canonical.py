"""The one way to write an entry as text, so that its hash can be computed again by anybody, in any language.

The canonical form is one JSON object in UTF-8 without spaces, holding the fields of `FIELDS`, its keys (and those of
every object within `data`) sorted by code point, and

- times in UTC to the microsecond: `2026-03-29T00:59:59.000000Z`; dates as `2026-03-29`; UUIDs in lower case;
- numbers as plain decimals with neither exponent nor trailing zeros, since PostgreSQL keeps `1e3` as `1000`;
- text with only the escapes that JSON demands.

`hash` is the SHA-256 of that text in lower-case hex. The first entry's `previous_hash` is 64 zeros.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

FIELDS: Final = (
    *("id", "uuid", "at", "on", "recorded_at", "actor_kind", "actor_id", "actor_label"),
    *("subject_type", "subject_id", "subject_label", "action", "from_state", "to_state", "reason", "data"),
    "previous_hash",
)
GENESIS: Final = "0" * 64

_text = json.JSONEncoder(ensure_ascii=False).encode


def digest(fields: Mapping[str, Any]) -> str:
    """The hash of an entry, from all of its fields but `hash`."""
    return hashlib.sha256(canonical({name: fields[name] for name in FIELDS}).encode()).hexdigest()


def canonical(value: Any) -> str:
    if value is None or isinstance(value, str | bool):
        return _text(value)
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return _text(_moment(value))


def _number(value: int | float | Decimal) -> str:
    if isinstance(value, int):
        return str(value)
    plain = format(Decimal(repr(value) if isinstance(value, float) else value).normalize(), "f")
    return "0" if plain == "-0" else plain


def _moment(value: Any) -> str:
    match value:
        case dt.datetime():
            return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case dt.date() | uuid.UUID():
            return str(value)
    raise TypeError(f"the record has no form for {type(value).__name__}")
