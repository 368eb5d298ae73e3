"""The record of the copies: each life's entries again, in the order of their times, appended to the chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from hashlib import md5
from typing import Any
from uuid import UUID

from recognition.audit.bulk import Stencil, append_many
from recognition.audit.canonical import FIELDS
from recognition.audit.models import Entry

from .copies import Copy, Life

OWN = {"id", "recorded_at", "previous_hash", "uuid", "at", "subject_id", "subject_label"}
TEXTS = ("reason", "data")
Line = tuple[Stencil, Mapping[str, Any]]


class Pattern:
    """An entry of a life, to be written for each of its copies."""

    def __init__(self, entry: Entry, life: Life) -> None:
        self.entry, self.life = entry, life
        named = [name for name in TEXTS if self._is_named(getattr(entry, name))]
        self.named: list[str] = named
        self.stencil = Stencil({name: getattr(entry, name) for name in FIELDS if name not in OWN and name not in named})

    def _is_named(self, value: object) -> bool:
        return any(name and name in str(value) for name in self.life.names)

    def line(self, copy: Copy, key: int) -> Line:
        entry = self.entry
        own = {name: copy.renamed(getattr(entry, name)) for name in self.named}
        own |= {
            "uuid": UUID(md5(f"{entry.uuid}:{copy.number}".encode(), usedforsecurity=False).hexdigest()),
            "at": entry.at - timedelta(seconds=copy.earlier),
            "subject_id": str(key),
            "subject_label": copy.reference,
        }
        return self.stencil, own


def copy_record(lives: Iterable[Life], copies: Iterable[Copy], keys: Mapping[str, int]) -> int:
    """`keys` are those of the copies' cases by reference. Returns how many entries were written."""
    by_key = {str(life.id): life for life in lives}
    of: dict[int, list[Copy]] = defaultdict(list)
    for copy in copies:
        of[copy.life.id].append(copy)
    entries = Entry.objects.filter(subject_type="application", subject_id__in=list(by_key)).order_by("at", "id")
    days: dict[date, list[Pattern]] = defaultdict(list)
    for entry in entries:
        days[entry.on].append(Pattern(entry, by_key[entry.subject_id]))
    count = sum(len(of[pattern.life.id]) for day in days.values() for pattern in day)
    append_many(_lines(days, of, keys), count=count)
    return count


def _lines(days: Mapping[date, list[Pattern]], of: Mapping[int, list[Copy]], keys: Mapping[str, int]) -> Iterator[Line]:
    """Day by day, so that no more than a day's entries stand in memory."""
    for day in sorted(days):
        pairs = [(pattern, copy) for pattern in days[day] for copy in of[pattern.life.id]]
        pairs.sort(key=lambda pair: (pair[0].entry.at - timedelta(seconds=pair[1].earlier), pair[0].entry.id))
        for pattern, copy in pairs:
            yield pattern.line(copy, keys[copy.reference])
