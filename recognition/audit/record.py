"""The one writer of the record: who did what, when, to what, from what state to what, and why.

    with transaction.atomic():
        ...
        record(at=at, actor=actor, subject=Subject("application", "17", "IRP-2026-000017"), action="submitted")

The lock that keeps the chain single is held until the transaction ends. So take row locks first and write to the
record last: two transactions that do it the other way round can wait for each other.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.transaction import TransactionManagementError

from recognition.clock import LONDON, now

from .canonical import GENESIS, digest
from .models import Entry

if TYPE_CHECKING:  # only the type: the record and the people know nothing of each other at run time
    from recognition.accounts.actors import Actor

CHAIN_LOCK: Final = 0x5265636F7264  # "Record"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about. `label` is what people called it then, and stays readable when the row is gone."""

    type: str
    id: str
    label: str


def record(
    *,
    at: dt.datetime,
    actor: Actor,
    subject: Subject,
    action: str,
    from_state: str = "",
    to_state: str = "",
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> Entry:
    """Append one entry, hashed over the one before, in the caller's transaction: `entry_of` and `append` in one."""
    return append(entry_of(at, actor, subject, action, from_state, to_state, reason, data))


def entry_of(
    at: dt.datetime,
    actor: Actor,
    subject: Subject,
    action: str,
    from_state: str = "",
    to_state: str = "",
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> Entry:
    """An entry that is not yet in the record. It has its uuid, so that what belongs to it can be written before the
    lock on the chain is taken. `at` is when it happened, which a replay puts in the past."""
    if at.tzinfo is None:
        raise ValueError("record() needs a time with its zone")
    return Entry(
        uuid=uuid.uuid4(),
        at=at,
        on=at.astimezone(LONDON).date(),
        actor_kind=actor.kind,
        actor_id=actor.identity,
        actor_label=actor.label[:300],
        subject_type=subject.type,
        subject_id=str(subject.id),
        subject_label=subject.label[:200],
        action=action,
        from_state=from_state,
        to_state=to_state,
        reason=reason,
        data=_as_stored(data or {}),
    )


def append(entry: Entry) -> Entry:
    """Put the entry at the end of the chain, which is locked from here until the transaction ends.

    Raises TransactionManagementError outside a transaction: an entry has to stand or fall with its cause.
    """
    append_all([entry])
    return entry


def append_all(entries: Sequence[Entry]) -> None:
    """The same for many entries of one transaction, in their order: the chain is locked once, and they are written by
    one statement. Nothing happens where there are none."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("record() has to be called inside transaction.atomic(), with what it records")
    if not entries:
        return
    keys, previous = _next_links(len(entries))
    at = now()
    for entry, key in zip(entries, keys, strict=True):
        entry.id, entry.previous_hash, entry.recorded_at = key, previous, at
        entry.hash = previous = digest(vars(entry))
    Entry.objects.bulk_create(entries)


def read_up_to() -> tuple[int, dt.datetime]:
    """A point in the record: the number of its newest entry and the instant. Every entry up to it is committed, and
    none can come before it any more, since the lock that numbers are drawn under is held for that moment. Call it in a
    short transaction of its own: whoever writes waits until that ends. 0 where there is no entry."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
        cursor.execute("SELECT COALESCE(max(id), 0) FROM audit_entry")
        ((newest,),) = cursor.fetchall()
    return newest, now()


def _next_links(count: int) -> tuple[list[int], str]:
    """The new entries' keys and the hash they follow. A key is part of its hash, so it is drawn first."""
    with connection.cursor() as cursor:
        # Its own statement: the one after it then sees what the holder before us committed.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('audit_entry', 'id')),"
            " (SELECT hash FROM audit_entry ORDER BY id DESC LIMIT 1) FROM generate_series(1, %s)",
            [count],
        )
        rows = cursor.fetchall()
    return sorted(key for key, _ in rows), rows[0][1] or GENESIS


def _as_stored(data: Mapping[str, Any]) -> dict[str, Any]:
    """Plain JSON, as the database gives it back: dates and decimals become text before they are hashed."""
    plain: dict[str, Any] = json.loads(json.dumps(dict(data), cls=DjangoJSONEncoder, allow_nan=False))
    return plain
