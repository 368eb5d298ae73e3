"""Which days of the past can be put right, and between which days, so that the ledger stays possible. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from .ledger import CORRECTION, ELIGIBILITY, ENDED, MET, REPLY, ROUTE, STARTED, STATUTORY, Entry, effective

RECEIPT, DAY_ZERO, CORRECTION_RECEIVED, REPLY_RECEIVED = "receipt", "validation", "correction", "reply"
MARKS: Final = {
    (STATUTORY, STARTED): RECEIPT,
    (ROUTE, STARTED): DAY_ZERO,
    (CORRECTION, ENDED): CORRECTION_RECEIVED,
    (REPLY, ENDED): REPLY_RECEIVED,
}


@dataclass(frozen=True, slots=True)
class Past:
    """A day that can be put right. `numbers` are the ledger's lines of its event, which move together; the new day lies
    from `earliest` to `latest`, the days of what came before it and after it."""

    kind: str
    round: int
    on: date
    numbers: tuple[int, ...]
    earliest: date | None
    latest: date | None

    @property
    def code(self) -> str:
        return f"{self.kind}-{self.round}"


def pasts(ledger: Sequence[Entry], events: Mapping[int, Hashable]) -> list[Past]:
    """Those of the ledger, in its order. `events` gives each line's event by its number."""
    rows, found = effective(ledger), list[Past]()
    for row in rows:
        kind = MARKS.get((row.clock, row.act))
        if kind is None or (row.act == ENDED and row.outcome != MET):
            continue
        own = [one for one in rows if events[one.number] == events[row.number] and one.on == row.on]
        round_ = 1 + sum(one.kind == kind for one in found)
        found.append(_past(kind, round_, row.on, tuple(one.number for one in own), rows))
    return found


def _past(kind: str, round_: int, on: date, numbers: tuple[int, ...], rows: Sequence[Entry]) -> Past:
    """The eligibility clock starts on a planned day, which may lie ahead, so it bounds nothing."""
    others = [row for row in rows if row.clock != ELIGIBILITY]
    before = [row.on for row in others if row.number < min(numbers)]
    after = [row.on for row in others if row.number > max(numbers)]
    return Past(kind, round_, on, numbers, max(before, default=None), min(after, default=None))
