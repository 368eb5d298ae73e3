"""A clock that stands: until when the company may answer, and what follows if it does. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .ledger import CORRECTION, ENDED, MET, REPLY, RESUMED, ROUTE, STATUTORY, VALIDATION, Entry
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


def _if_answered(
    ledger: Sequence[Entry], spec: RuleSetSpec, on: date, clock: str, answer: str, code: str
) -> Forecast | None:
    """The same function as everywhere, with the lines that the answer would write."""
    lines = [Entry(answer, ENDED, on, outcome=MET), *(Entry(name, RESUMED, on) for name in RESUMES[clock])]
    due = timetable([*ledger, *lines], spec, today=on).deadline(code)
    return Forecast(on, due.due_on) if due else None
