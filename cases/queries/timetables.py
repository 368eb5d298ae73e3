"""A case's ledger, and the timetable that follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from cases.models import CLOSED, Application, ClockEntry, State
from recognition.routes.ledger import Entry
from recognition.routes.spec import RuleSetSpec
from recognition.routes.timetable import COMPANY, Timetable, timetable

from .rules import spec_for

_imagined: ContextVar[Mapping[int, tuple[Entry, ...]]] = ContextVar("lines_only_imagined", default=MappingProxyType({}))


def entries_of(application: Application) -> list[Entry]:
    """The ledger as plain values, in the order in which it was written."""
    rows = [entry_of_row(row) for row in _lines(application)]
    return [*rows, *_imagined.get().get(application.pk, ())]


def entry_of_row(row: ClockEntry) -> Entry:
    return Entry(
        clock=row.clock,
        act=row.act,
        on=row.on,
        route=row.route,
        until=row.until,
        outcome=row.outcome,
        number=row.number,
        corrects=row.corrects,
    )


@contextmanager
def imagining() -> Iterator[None]:
    """For whoever looks at what would be: within it, lines that were never written can be read as part of a ledger."""
    token = _imagined.set({})
    try:
        yield
    finally:
        _imagined.reset(token)


def imagine(application: Application, lines: Sequence[Entry]) -> None:
    """Within `imagining`: read these after the lines that the ledger has."""
    known = _imagined.get()
    _imagined.set({**known, application.pk: (*known.get(application.pk, ()), *lines)})


def _lines(application: Application) -> Iterable[ClockEntry]:
    if not application.is_held:
        return application.clock_entries.all()
    if application.held_ledger is None:
        application.held_ledger = list(application.clock_entries.all())
    return application.held_ledger


def timetable_of(
    application: Application, *, today: date, spec: RuleSetSpec | None = None, ledger: Sequence[Entry] | None = None
) -> Timetable:
    """`spec` are the case's rules, and `ledger` its lines, where the caller has them already."""
    result = timetable(
        entries_of(application) if ledger is None else ledger,
        spec or spec_for(application),
        today=today,
        authorisation=str(application.facts.get("uk_ma_type_sought") or "full"),
    )
    return replace(result, clock=replace(result.clock, held_by=_held_by(application, result.clock.held_by)))


def _held_by(application: Application, by_clock: str | None) -> str | None:
    """Before a submission there may be no clock to tell whose turn it is, nor one whose end tells of a closed case."""
    if application.state in CLOSED:
        return None
    return by_clock or (COMPANY if application.state in (State.DRAFT, State.ELIGIBLE) else None)
