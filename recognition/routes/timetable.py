"""Every date of a case, and why: a pure function of its ledger, its rule set and the day on which it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .days import Span, day_of, days_used, measure_of
from .deadlines import PENDING, DueDate, Reminder, due_dates
from .derivation import Line
from .ledger import (
    AUTHORISATION,
    CONSULTATION,
    CORRECTION,
    ELIGIBILITY,
    RE_ROUTED,
    REPLY,
    REPRESENTATIONS,
    ROUTE,
    STARTED,
    STATUTORY,
    TRIAGE,
    VALIDATION,
    Entry,
    Run,
    Stop,
    effective,
    runs,
)
from .spec import RouteSpec, RuleSetSpec
from .stops import Reply, Requests, reply_terms, requests_on

__all__ = ["Clock", "DueDate", "Line", "PhaseSpan", "Reminder", "Reply", "Requests", "Span", "Timetable", "timetable"]

REGULATOR, COMPANY = "regulator", "company"


@dataclass(frozen=True, slots=True)
class Clock:
    """The route's clock on the day asked. `day_zero` is None on a route without a clock, `days_left` where no clock
    runs or stands, `held_by` on a closed case."""

    day_zero: date | None
    days_used: int
    days_left: int | None
    running: bool
    held_by: str | None
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase of the route's clock by dates: it begins when `from_on` is over and lasts up to and with `to_on`, which
    is a forecast while the clock stands."""

    code: str
    name: str
    from_on: date
    to_on: date
    days: int
    day_type: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Timetable:
    """`requests` says which requests for information the route allows on the day, None where there is no route."""

    today: date
    route: str
    route_history: tuple[str, ...]
    clock: Clock
    deadlines: tuple[DueDate, ...]
    runs: tuple[Run, ...]
    rule_set: str
    phases: tuple[PhaseSpan, ...] = ()
    requests: Requests | None = None
    reply: Reply | None = None

    def deadline(self, code: str) -> DueDate | None:
        """The latest deadline of that code, or None."""
        return next((row for row in reversed(self.deadlines) if row.code == code), None)

    def run(self, clock: str) -> Run | None:
        """The latest life of that clock, or None."""
        return latest(self.runs, clock)


def timetable(ledger: Sequence[Entry], spec: RuleSetSpec, *, today: date, authorisation: str = "full") -> Timetable:
    """All clocks, deadlines and reminders as they stand on `today`.

    `authorisation` is the UK authorisation sought (full, conditional or exceptional): it selects the deadlines that
    follow a grant. Days are calendar or working days as the route says (domain 4.2).
    """
    lives = lives_of(ledger, spec)
    own = latest(lives, ROUTE)
    route = spec.routes.get(own.route) if own else None
    asked = latest(lives, REPLY)
    deadlines = due_dates(lives, spec, today=today, authorisation=authorisation)
    return Timetable(
        today=today,
        route=route.code if route else "",
        route_history=own.route_history if own else (),
        clock=_clock(own, route, spec, today, _held_by(lives, deadlines)),
        deadlines=deadlines,
        runs=tuple(lives),
        rule_set=str(spec),
        phases=_phases(own, route, spec, today) if own and route else (),
        requests=requests_on(lives, route, spec, today=today) if route else None,
        reply=reply_terms(asked, lives, spec) if asked else None,
    )


def lives_of(ledger: Sequence[Entry], spec: RuleSetSpec) -> list[Run]:
    """Every clock's lives, as the rule set's policies read them."""
    counts_reply_day = spec.policy.resume_counts_reply_day
    return runs(ledger, resume_counts_reply_day=counts_reply_day, restarts=_restarts(ledger, spec))


def latest(lives: Sequence[Run], clock: str) -> Run | None:
    return next((run for run in reversed(lives) if run.clock == clock), None)


def _restarts(ledger: Sequence[Entry], spec: RuleSetSpec) -> frozenset[int]:
    """The numbers of the reversions that start a new day 0: by policy, unless the route they leave forbids it. A
    re-routing that corrects an earlier line puts its route right from that day 0 on, so it starts none."""
    numbers, route = set[int](), ""
    for entry in effective(ledger):
        if entry.clock != ROUTE or entry.act not in (STARTED, RE_ROUTED):
            continue
        left = spec.routes.get(route)
        if entry.act == RE_ROUTED and entry.corrects is None and left and not left.revert_keeps_day_zero:
            numbers.add(entry.number)
        route = entry.route
    return frozenset(numbers) if spec.policy.reversion == "new_day_zero" else frozenset()


def _clock(own: Run | None, route: RouteSpec | None, spec: RuleSetSpec, today: date, held_by: str | None) -> Clock:
    if own is None or route is None:
        return Clock(None, 0, None, running=False, held_by=held_by, stops=())
    if route.length_days is None:
        return Clock(None, 0, None, running=False, held_by=held_by, stops=own.stops)
    used = days_used(own, today, measure_of(route, spec.holidays))
    running = own.is_open and not own.is_stopped
    left = route.length_days - used if own.is_open else None
    return Clock(own.started_on, used, left, running, held_by, own.stops)


def _phases(own: Run, route: RouteSpec, spec: RuleSetSpec, today: date) -> tuple[PhaseSpan, ...]:
    measure, spans, end = measure_of(route, spec.holidays), list[PhaseSpan](), 0
    used, start = days_used(own, today, measure), own.started_on
    resumes_on = (own.ended_on or today) + timedelta(days=1 if spec.policy.resume_counts_reply_day else 0)
    for phase in route.phases:
        begun, end = end, end + phase.length_days
        to_on, _ = day_of(own, end, measure, resumes_on=resumes_on)
        is_current = own.is_open and begun <= used and (used < end or end == route.length_days)
        spans.append(PhaseSpan(phase.code, phase.name, start, to_on, phase.length_days, phase.day_type, is_current))
        start = to_on
    return tuple(spans)


def _held_by(lives: Sequence[Run], deadlines: Sequence[DueDate]) -> str | None:
    """Who the case waits for: the company while it corrects, answers a stopped clock, or may make representations,
    which after its 28 days it may no longer."""
    may_ask = any(row.clock == REPRESENTATIONS and row.status == PENDING for row in deadlines)
    open_ = {run.clock: run for run in lives if run.is_open and run.clock != AUTHORISATION}
    own = open_.get(ROUTE)
    if CONSULTATION in open_:  # the Commission advises the regulator, whatever the company still owes
        return REGULATOR
    if CORRECTION in open_ or may_ask or (REPLY in open_ and own and own.is_stopped):
        return COMPANY
    if any(clock in open_ for clock in (TRIAGE, VALIDATION, ROUTE, STATUTORY)):
        return REGULATOR
    return COMPANY if not lives or (ELIGIBILITY in {run.clock for run in lives} and not _closed(lives)) else None


def _closed(lives: Sequence[Run]) -> bool:
    return any(run.outcome in ("cancelled", "decided") for run in lives)
