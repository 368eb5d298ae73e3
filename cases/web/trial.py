"""An act tried out: its operation says what it would do, and is not done (`cases.workflow.foresight`).

So a page says what will happen in the words of what does happen, and offers no form that would be refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from cases.models import Application, State
from cases.notifications.recipients import recipients
from cases.queries.case_page import determinations, questions, sent_reminders
from cases.queries.rules import spec_for
from cases.queries.standing import Standing
from cases.workflow.foresight import Foreseen, foresee
from cases.workflow.refusals import Refused
from recognition.clock import local_date
from recognition.routes.ledger import ROUTE
from recognition.routes.timetable import DueDate, Timetable

from .act import Act, Sample
from .difference import Differs, differs
from .forms.base import Asked
from .words import clock_change, day, days, due_in, step_words


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that the act moves: its name, what it was and what it becomes, in words."""

    name: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What the act does: `refused` in words and HTTP status where it may not be, else its effects."""

    if_: str
    refused: Refused | None = None
    state: tuple[str, str] | None = None
    route: str = ""
    clock: str = ""
    dates: tuple[Moved, ...] = ()
    reminders: tuple[Moved, ...] = ()
    sent: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    differs: Differs | None = None


def try_out(act: Act, asked: Asked, before: Standing, *, at: datetime) -> list[Trial]:
    """One trial for each of the act's samples; none where it has no samples."""
    return [try_with(act, asked, sample, before, at=at) for sample in (act.samples(asked) if act.samples else ())]


def try_with(act: Act, asked: Asked, sample: Sample, before: Standing, *, at: datetime) -> Trial:
    trials = [Trial(sample.if_)]

    def read(found: Foreseen) -> None:
        trials.append(_effects(found, before, sample, at))

    def run() -> object:
        return act.run(application=asked.application, actor=asked.actor, at=at, **sample.arguments)

    try:
        foresee(run, then=read)
    except Refused as refused:
        return replace(trials[0], refused=refused)
    return trials[-1]


def _effects(found: Foreseen, before: Standing, sample: Sample, at: datetime) -> Trial:
    done, today = found.application, local_date(at)
    was, becomes = (str(State(state).label) for state in (found.source, done.state))
    dates = tuple(moved(found.before.deadlines, found.after.deadlines, today))
    return Trial(
        if_=sample.if_,
        state=(was, becomes) if was != becomes else None,
        route=route_change(before, done),
        clock=clock_change(found.before.run(ROUTE), found.after.run(ROUTE)),
        dates=dates,
        reminders=tuple(moved_reminders(found.before, found.after, today)),
        sent=tuple(_sent(found)) if dates else (),
        told=tuple(f"{who.label} ({who.email})" for who in recipients(done, found.tells)),
        differs=_differs(done, at),
    )


def route_change(before: Standing, done: Application) -> str:
    """Empty where the route stays. What a route means is, before anything else, how long its clock is."""
    new = spec_for(done).routes.get(done.route)
    if new is None or before.application.route == new.code:
        return ""
    change = f"changes from {before.route.name} to" if before.route else "becomes"
    clock = "It has no clock." if new.length_days is None else f"Its clock has {days(new.length_days)}."
    return f"The route {change} {new.name}. {clock}"


def moved_reminders(before: Timetable, after: Timetable, today: date) -> Iterator[Moved]:
    """Those of today and later, by their day: what was planned and what is."""
    was, becomes = _planned(before, today), _planned(after, today)
    for key in sorted(was.keys() | becomes.keys(), key=lambda one: (becomes.get(one) or was[one])[1]):
        old, new = was.get(key), becomes.get(key)
        if old != new:
            name = (new or was[key])[0]
            yield Moved(name, day(old[1]) if old else "Not planned", day(new[1]) if new else "Falls away")


def _planned(timetable: Timetable, today: date) -> dict[tuple[str, int, str], tuple[str, date]]:
    rows = [(due, row) for due in timetable.deadlines for row in due.reminders if row.on >= today]
    return {(row.deadline, row.round, row.step): (f"{due.name}, {step_words(row.step)}", row.on) for due, row in rows}


def _sent(found: Foreseen) -> Iterator[str]:
    """Reminders that have gone out stay as they are, and none goes out again: of the dates that move."""
    names = {(row.code, row.round): row.name for row in found.after.deadlines}
    old = {(row.code, row.round): row.due_on for row in found.before.deadlines}
    new = {(row.code, row.round): row.due_on for row in found.after.deadlines}
    for row in sent_reminders(found.application):
        key = (row.deadline, row.round)
        if key in names and old.get(key) != new.get(key):
            yield f"{names[key]}, {step_words(row.step)}, sent for {day(row.on)}"


def _differs(case: Application, at: datetime) -> Differs | None:
    """Where the rules were asked again, what they say otherwise."""
    newest = determinations(case).first()
    if newest is None or newest.at != at or not newest.difference:
        return None
    return differs(newest, {row.code: row for row in questions(case)})


def moved(before: Sequence[DueDate], after: Sequence[DueDate], today: date) -> Iterator[Moved]:
    known = {(row.code, row.round): row for row in before}
    for row in after:
        old = known.get((row.code, row.round))
        if old is None or (old.due_on, old.status) != (row.due_on, row.status):
            yield Moved(row.name, _said(old, today) if old else "Not set", _said(row, today))


def _said(row: DueDate, today: date) -> str:
    date_ = day(row.due_on)
    if row.status == "stopped":
        return f"Stopped. If it ran again today: {date_}"
    if row.status == "cancelled":
        return "Cancelled"
    if row.status in ("met", "missed"):
        return f"{date_}: {row.status}"
    return f"{date_} ({due_in(row.due_on, today).lower()})"
