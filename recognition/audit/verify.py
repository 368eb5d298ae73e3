"""Reads the whole record and names the first link that does not hold.

A chain shows every change but one: entries cut from its end leave a shorter chain that is whole. So each run gives
an anchor, the last entry's id and hash, to be kept outside the database and given to the next run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import OuterRef, Subquery

from .canonical import FIELDS, GENESIS, digest
from .models import Entry

FAULTS: Final = {
    "previous_hash": "it does not follow the entry before it: one was removed, put in, moved or changed here",
    "hash": "its content is not what was recorded",
    "anchor": "it is not the entry that the anchor was taken from: the record was cut or written anew",
}


@dataclass(frozen=True, slots=True)
class Anchor:
    id: int
    hash: str

    @classmethod
    def read(cls, text: str) -> Anchor:
        key, _, hash_ = text.strip().partition(":")
        if not key.isascii() or not key.isdigit() or len(hash_) != 64:
            raise ValueError(f"an anchor reads ID:HASH with 64 hex digits, not {text!r}")
        return cls(int(key), hash_.lower())

    def __str__(self) -> str:
        return f"{self.id}:{self.hash}"


@dataclass(frozen=True, slots=True)
class BadLink:
    id: int
    fault: str  # a key of FAULTS

    def __str__(self) -> str:
        return f"entry {self.id}, {self.fault}: {FAULTS[self.fault]}"


@dataclass(frozen=True, slots=True)
class Verdict:
    count: int
    last: Anchor | None
    bad: BadLink | None


def verify(anchor: Anchor | None = None) -> Verdict:
    """Walk the chain in constant memory. A gap in the ids alone is no fault: a rolled-back transaction leaves one."""
    count, last, anchored = 0, None, anchor is None
    for entry in _entries():
        fault = _fault(entry, last.hash if last else GENESIS, anchor)
        if fault:
            return Verdict(count, last, BadLink(entry["id"], fault))
        count, last = count + 1, Anchor(entry["id"], entry["hash"])
        anchored = anchored or last == anchor
    bad = BadLink(anchor.id, "anchor") if anchor and not anchored else None
    return Verdict(count, last, bad)


def verify_subject(type: str, id: str) -> Verdict:
    """The entries about one thing: each holds, and follows the one that stands before it in the whole record."""
    before = Entry.objects.filter(id__lt=OuterRef("id")).order_by("-id").values("hash")[:1]
    entries = Entry.objects.filter(subject_type=type, subject_id=id).order_by("id")
    count, last = 0, None
    for entry in entries.annotate(before=Subquery(before)).values(*FIELDS, "hash", "before").iterator(chunk_size=500):
        if fault := _fault(entry, entry["before"] or GENESIS, None):
            return Verdict(count, last, BadLink(entry["id"], fault))
        count, last = count + 1, Anchor(entry["id"], entry["hash"])
    return Verdict(count, last, None)


def _fault(entry: dict[str, Any], previous_hash: str, anchor: Anchor | None) -> str:
    if entry["previous_hash"] != previous_hash:
        return "previous_hash"
    if entry["hash"] != digest(entry):
        return "hash"
    if anchor and entry["id"] == anchor.id and entry["hash"] != anchor.hash:
        return "anchor"
    return ""


def _entries() -> Iterator[dict[str, Any]]:
    """In one transaction, so that the rows come from a cursor of the server and not all at once."""
    with transaction.atomic():
        yield from Entry.objects.order_by("id").values(*FIELDS, "hash").iterator(chunk_size=2000)
