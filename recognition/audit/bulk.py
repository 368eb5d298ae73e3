"""Many entries at once, for loads of invented cases; each is hashed over the one before, as `record` would do it.

Most fields of such entries are the same in thousands of them. A stencil keeps these as the text that is hashed and as
the text that is copied, so that an entry costs microseconds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection, transaction

from recognition.clock import now

from .canonical import FIELDS, GENESIS, canonical
from .record import CHAIN_LOCK

SORTED: Final = sorted(FIELDS)
COLUMNS: Final = ("hash", *SORTED)
TOGETHER: Final = 1_000  # lines handed to the database in one piece
RESERVE: Final = "SELECT setval(s, nextval(s) + %s - 1) - %s + 1 FROM pg_get_serial_sequence('audit_entry', 'id') s"
NEWEST: Final = "SELECT hash FROM audit_entry ORDER BY id DESC LIMIT 1"


@dataclass(slots=True)
class Stencil:
    """What many entries share. `hashed` is each field as it stands in the canonical text, `copied` as COPY takes it."""

    fields: Mapping[str, Any]
    hashed: dict[str, str] = field(init=False)
    copied: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.hashed = {name: _hashed(name, value) for name, value in self.fields.items()}
        self.copied = {name: _copied(value) for name, value in self.fields.items()}

    def line(self, own: Mapping[str, Any]) -> tuple[str, str]:
        """The entry's hash, and its line for COPY, from the fields that are its own."""
        hashed = self.hashed | {name: _hashed(name, value) for name, value in own.items()}
        digest = hashlib.sha256(("{" + ",".join([hashed[name] for name in SORTED]) + "}").encode()).hexdigest()
        copied = self.copied | {name: _copied(value) for name, value in own.items()}
        return digest, "\t".join([digest, *(copied[name] for name in SORTED)]) + "\n"


def append_many(entries: Iterable[tuple[Stencil, Mapping[str, Any]]], *, count: int) -> None:
    """Append exactly `count` entries, in their order, in the caller's transaction, which holds the chain until it ends.

    Each comes as its stencil and the fields that are its own, without `id`, `recorded_at` and the hashes.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
        cursor.execute(NEWEST)
        newest = cursor.fetchone()
        cursor.execute(RESERVE, [count, count])
        ((key,),) = cursor.fetchall()
        last = _copy(cursor, entries, key, newest[0] if newest else GENESIS)
        if last - key != count:
            raise ValueError(f"append_many() was told of {count} entries and was given {last - key}")


def _copy(cursor: Any, entries: Iterable[tuple[Stencil, Mapping[str, Any]]], key: int, previous: str) -> int:
    """Streams the entries in; returns the key after the last one's."""
    recorded = now()
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    lines: list[str] = []
    with cursor.copy(f"COPY audit_entry ({names}) FROM STDIN") as copy:
        for stencil, own in entries:
            previous, line = stencil.line({**own, "id": key, "recorded_at": recorded, "previous_hash": previous})
            lines.append(line)
            key += 1
            if len(lines) == TOGETHER:
                copy.write("".join(lines))
                lines.clear()
        copy.write("".join(lines))
    return key


def _hashed(name: str, value: Any) -> str:
    return f'"{name}":{canonical(value)}'


def _copied(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
