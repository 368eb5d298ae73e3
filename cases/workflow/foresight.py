"""What an operation would do, without doing it: it runs with a door that writes nothing, and is undone.

The door computes the dates from the ledger with the lines that it would write, and lets the operation go on. So the
case's row and the record's lock are not taken, and nobody who moves a case waits for somebody who only looks. What the
operation itself writes beside the case, such as a request's points, is undone when it has ended; only such rows can
make two people wait for each other, for as long as that takes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from cases.models import Application
from cases.queries.timetables import entries_of, entry_of_row, imagine, imagining, timetable_of
from recognition.clock import local_date
from recognition.routes.timetable import Timetable

from .effects import ledger_rows
from .moves import ClockAct

if TYPE_CHECKING:  # perform imports this file
    from .perform import Moving


@dataclass(frozen=True, slots=True)
class Foreseen:
    """`application` as it would be, in memory only; `source` is the state that it is in, `tells` who would be told."""

    application: Application
    source: str
    before: Timetable
    after: Timetable
    tells: tuple[str, ...]


@dataclass
class _Look:
    seen: list[Foreseen] = field(default_factory=list)


_look: ContextVar[_Look | None] = ContextVar("only_looking", default=None)


def only_looking() -> bool:
    return _look.get() is not None


def foresee(
    operation: Callable[[], object], *, then: Callable[[Foreseen], None] = lambda foreseen: None
) -> Foreseen | None:
    """What the operation would do; None where it does nothing. `then` reads what it left, before that is undone.
    Raises what the operation raises, `Refused` above all."""
    look = _Look()
    token = _look.set(look)
    try:
        with imagining(), transaction.atomic():
            operation()
            found = _together(look.seen)
            if found is not None:
                then(found)
            transaction.set_rollback(True)
    finally:
        _look.reset(token)
    return found


def _together(seen: Sequence[Foreseen]) -> Foreseen | None:
    """An operation may come to the door more than once."""
    if not seen:
        return None
    first, last = seen[0], seen[-1]
    tells = dict.fromkeys(word for one in seen for word in one.tells)
    return Foreseen(last.application, first.source, first.before, last.after, tuple(tells))


def is_only_foreseen(moving: Moving, source: str, acts: Sequence[ClockAct], tells: Sequence[str]) -> bool:
    """For the door, before it writes anything: False where the operation is meant."""
    look = _look.get()
    if look is None:
        return False
    case, today = moving.application, local_date(moving.at)
    before = timetable_of(case, today=today)
    imagine(case, [entry_of_row(row) for row in ledger_rows(moving, acts, entries_of(case))])
    look.seen.append(Foreseen(case, source, before, timetable_of(case, today=today), tuple(tells)))
    return True
