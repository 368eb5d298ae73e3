"""A clock that stands: until when the company may answer, and what follows if it does. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .ledger import (
    CORRECTION,
    ENDED,
    MET,
    REPLY,
    RESUMED,
    ROUTE,
    STARTED,
    STATUTORY,
    STOPPED,
    VALIDATION,
    Entry,
)
from .spec import RuleSetSpec
from .timetable import Timetable, timetable

# A clock that can stand, the clock of the answer that it waits for, and the deadline that then becomes certain.
WAITS = ((ROUTE, REPLY, "decision"), (VALIDATION, CORRECTION, "validation"))
RESUMES = {ROUTE: (ROUTE, STATUTORY), VALIDATION: (VALIDATION,)}


@dataclass(frozen=True, slots=True)
class Forecast:
    """If the answer comes on `answered_on`, the deadline falls on `due_on`."""

    answered_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Standstill:
    """`expires_on` is the last day on which the company may answer, `ceiling_on` the last that extensions can reach.
    `on_last_day` is None once that day has passed: then a person decides what follows."""

    clock: str
    deadline: str
    since: date
    days: int
    expires_on: date
    ceiling_on: date | None
    is_expired: bool
    today: Forecast | None
    on_last_day: Forecast | None


def standstill(ledger: Sequence[Entry], spec: RuleSetSpec, now: Timetable) -> Standstill | None:
    """None while no clock stands. `now` is the timetable of that ledger, on the day for which it is asked."""
    for clock, answer, code in WAITS:
        stopped, awaited = now.run(clock), now.run(answer)
        if stopped is None or awaited is None or not (stopped.is_stopped and awaited.is_open):
            continue
        due = next((row for row in reversed(now.deadlines) if row.clock == answer and row.is_open), None)
        if due is None:
            continue
        since = stopped.stops[-1].from_on
        last = _if_answered(ledger, spec, due.due_on, clock, answer, code) if due.due_on >= now.today else None
        return Standstill(
            clock=clock,
            deadline=code,
            since=since,
            days=(now.today - since).days,
            expires_on=due.due_on,
            ceiling_on=now.reply.latest_on if now.reply and clock == ROUTE else None,
            is_expired=due.due_on < now.today,
            today=_if_answered(ledger, spec, now.today, clock, answer, code),
            on_last_day=last,
        )
    return None


@dataclass(frozen=True, slots=True)
class NextStop:
    """What a request for information does that is sent on `on`, the first day on which the clock may be stopped again:
    day `day` of it. `decision_on` is when the decision falls due where none is sent. `is_forecast` while the clock
    stands, so that the day moves with the answer."""

    on: date
    day: int
    decision_on: date | None
    standstill: Standstill
    is_forecast: bool


def next_stop(ledger: Sequence[Entry], spec: RuleSetSpec, now: Timetable) -> NextStop | None:
    """None where a request may go out today, or where no later day allows one."""
    asked = now.requests
    if asked is None or asked.standing or asked.running or asked.days_left == 0:
        return None
    if asked.opens_on is None or asked.opens_on_day is None:
        return None
    on, own = asked.opens_on, now.run(ROUTE)
    stood = own is not None and own.is_stopped
    answered = [
        Entry(REPLY, ENDED, now.today, outcome=MET),
        *(Entry(one, RESUMED, now.today) for one in RESUMES[ROUTE]),
    ]
    lines = [Entry(ROUTE, STOPPED, on), Entry(STATUTORY, STOPPED, on), Entry(REPLY, STARTED, on, route=now.route)]
    imagined = [*ledger, *(answered if stood else ()), *lines]
    found = standstill(imagined, spec, timetable(imagined, spec, today=on))
    due = now.deadline("decision")
    return NextStop(on, asked.opens_on_day, due.due_on if due else None, found, stood) if found else None


def _if_answered(
    ledger: Sequence[Entry], spec: RuleSetSpec, on: date, clock: str, answer: str, code: str
) -> Forecast | None:
    """The same function as everywhere, with the lines that the answer would write."""
    lines = [Entry(answer, ENDED, on, outcome=MET), *(Entry(name, RESUMED, on) for name in RESUMES[clock])]
    due = timetable([*ledger, *lines], spec, today=on).deadline(code)
    return Forecast(on, due.due_on) if due else None
