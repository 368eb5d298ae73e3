"""What a case took once a stage of it is over: days of its clock and of the calendar, and if it was in time. Pure.

The days are the timetable's own: nothing here counts in another way than the dates that people worked by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .days import DayCount, Measure, days_used, measure_of
from .deadlines import BY_DECISION, MISSED, DueDate, due_dates
from .ledger import (
    CORRECTION,
    EXTENDED,
    MET,
    RE_ROUTED,
    REPLY,
    ROUTE,
    STARTED,
    STATUTORY,
    VALIDATION,
    Entry,
    Run,
    effective,
)
from .spec import MilestoneSpec, RuleSetSpec
from .timetable import latest, lives_of

CALENDAR = DayCount(working=False, holidays=frozenset())


@dataclass(frozen=True, slots=True)
class Stage:
    """A clock that has ended. `clock_days` are the days on which it ran, None on a route without a clock; `elapsed`
    all days of the calendar from its first start. `in_time` is None where the rules have no date for its end."""

    started_on: date
    ended_on: date
    clock_days: int | None
    elapsed: int
    in_time: bool | None


@dataclass(frozen=True, slots=True)
class Course:
    """`route` is the one on which the clock ended, `since_receipt` the days from receipt to that end. The counts are
    those of the whole ledger: requests for a correction, stops of the route, extensions of a reply, reversions."""

    route: str
    validation: Stage | None
    assessment: Stage | None
    since_receipt: int | None
    statutory_in_time: bool | None
    corrections: int
    stops: int
    extensions: int
    reversions: int


def course(ledger: Sequence[Entry], spec: RuleSetSpec) -> Course:
    """The latest life of each clock counts. Stages that are not over are None."""
    lives, rows = lives_of(ledger, spec), effective(ledger)
    own, validation = latest(lives, ROUTE), latest(lives, VALIDATION)
    dates = _dates(lives, spec)
    started = next((row.on for row in rows if row.clock == ROUTE and row.act == STARTED), None)
    received = next((row.on for row in rows if row.clock == STATUTORY and row.act == STARTED), None)
    ended = own.ended_on if own else None
    return Course(
        route=own.route if own else "",
        validation=_stage(validation, _validation_measure(spec), None, dates),
        assessment=_stage(own, _route_measure(own, spec), started, dates),
        since_receipt=elapsed(received, ended) if received and ended else None,
        statutory_in_time=_in_time(dates, STATUTORY),
        corrections=_count(rows, CORRECTION, STARTED),
        stops=len(own.stops) if own else 0,
        extensions=_count(rows, REPLY, EXTENDED),
        reversions=sum(row.clock == ROUTE and row.act == RE_ROUTED and row.corrects is None for row in rows),
    )


def elapsed(from_on: date, to_on: date) -> int:
    """Days of the calendar, as day N is day 0 + N."""
    return CALENDAR.between(from_on, to_on)


def _stage(run: Run | None, measure: Measure | None, first_on: date | None, dates: Sequence[DueDate]) -> Stage | None:
    if run is None or run.ended_on is None:
        return None
    used = None if measure is None else days_used(run, run.ended_on, measure)
    first_on = first_on or run.started_on
    return Stage(first_on, run.ended_on, used, elapsed(first_on, run.ended_on), _in_time(dates, run.clock))


def _dates(lives: Sequence[Run], spec: RuleSetSpec) -> tuple[DueDate, ...]:
    """The dates for the ends of these clocks alone. A clock that ended has one status on every day since."""
    ends = tuple(replace(row, reminders=()) for row in spec.milestones if _is_end(row))
    last = max((run.ended_on for run in lives if run.ended_on), default=date.min)
    known = [run for run in lives if run.clock in (VALIDATION, ROUTE, STATUTORY)]
    return due_dates(known, replace(spec, milestones=ends), today=last, authorisation="")


def _is_end(row: MilestoneSpec) -> bool:
    """What meets a date of the way, and what holds for some authorisations alone, ends no stage."""
    by_decision = row.clock in (ROUTE, STATUTORY) and row.met_by == BY_DECISION
    return not row.authorisations and (by_decision or (row.clock == VALIDATION and row.met_by == "end"))


def _in_time(dates: Iterable[DueDate], clock: str) -> bool | None:
    status = next((row.status for row in reversed(tuple(dates)) if row.clock == clock), "")
    return {MET: True, MISSED: False}.get(status)


def _validation_measure(spec: RuleSetSpec) -> Measure:
    unit = next((row.unit for row in spec.milestones if row.clock == VALIDATION), "days")
    return Measure.of_days("working" if unit == "working_days" else "calendar", spec.holidays)


def _route_measure(own: Run | None, spec: RuleSetSpec) -> Measure | None:
    route = spec.routes.get(own.route) if own else None
    return None if route is None or route.length_days is None else measure_of(route, spec.holidays)


def _count(rows: Iterable[Entry], clock: str, act: str) -> int:
    return sum(row.clock == clock and row.act == act for row in rows)
