"""Where a case stands on a day: its rules and its timetable, computed once for a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.models import Application, State
from recognition.routes.ledger import ROUTE, TARGET, Entry, Run
from recognition.routes.spec import RouteSpec, RuleSetSpec
from recognition.routes.standstill import NextStop, Standstill, next_stop, standstill
from recognition.routes.timetable import DueDate, Timetable

from .rules import spec_for
from .timetables import entries_of, timetable_of
from .worklist_filters import NEXT_CLOCK


@dataclass(frozen=True, slots=True)
class Standing:
    """`timetable` is true on `today`; nothing here was cached in a row."""

    application: Application
    spec: RuleSetSpec
    timetable: Timetable
    today: date
    ledger: tuple[Entry, ...] = ()

    @property
    def route(self) -> RouteSpec | None:
        return self.spec.routes.get(self.application.route)

    @property
    def run(self) -> Run | None:
        return self.timetable.run(ROUTE)

    @property
    def length(self) -> int | None:
        """Days of the route's clock, of the route that the clock is on."""
        route = self.spec.routes.get(self.timetable.route)
        return route.length_days if route else None

    @property
    def open_dates(self) -> list[DueDate]:
        """The earliest first, but that of a clock whose turn it is before it; a standing clock's forecasts later, and
        internal targets last."""
        turn = NEXT_CLOCK.get(State(self.application.state))
        rows = [row for row in self.timetable.deadlines if row.is_open]
        return sorted(
            rows, key=lambda row: (row.clock.startswith(TARGET), row.clock != turn, row.status == "stopped", row.due_on)
        )


def standing_of(application: Application, *, today: date) -> Standing:
    spec, ledger = spec_for(application), entries_of(application)
    dates = timetable_of(application, today=today, spec=spec, ledger=ledger)
    return Standing(application, spec, dates, today, tuple(ledger))


def standstill_of(standing: Standing) -> Standstill | None:
    """The stop that the case is in, with its forecasts; None while no clock stands."""
    return standstill(standing.ledger, standing.spec, standing.timetable)


def next_stop_of(standing: Standing) -> NextStop | None:
    """Where no request may go out yet: the first day of one, and what it would do then."""
    return next_stop(standing.ledger, standing.spec, standing.timetable)


def _is_target(row: DueDate) -> bool:
    return row.clock.startswith(TARGET)
