"""An act tried out: the operation itself runs in a transaction that is undone, and what it did is read before.

So a page says what will happen in the words of what does happen, and offers no form that would be refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cases.models import Application
from cases.queries.case_page import determinations, questions
from cases.queries.history import history_of
from cases.queries.standing import Standing, standing_of
from cases.workflow.refusals import Refused
from recognition.clock import local_date
from recognition.outbox.models import Message
from recognition.routes.timetable import DueDate

from .act import Act, Sample
from .difference import Differs, differs
from .forms.base import Asked
from .words import clock_change, day, days, due_in


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
    told: tuple[str, ...] = ()
    differs: Differs | None = None


def try_out(act: Act, asked: Asked, before: Standing, *, at: datetime) -> list[Trial]:
    """One trial for each of the act's samples; none where it has no samples."""
    return [try_with(act, asked, sample, before, at=at) for sample in (act.samples(asked) if act.samples else ())]


def try_with(act: Act, asked: Asked, sample: Sample, before: Standing, *, at: datetime) -> Trial:
    try:
        with transaction.atomic():
            act.run(application=asked.application, actor=asked.actor, at=at, **sample.arguments)
            trial = _effects(asked.application, sample, before, at)
            transaction.set_rollback(True)
    except Refused as refused:
        return Trial(sample.if_, refused)
    return trial


def _effects(case: Application, sample: Sample, before: Standing, at: datetime) -> Trial:
    done = Application.objects.select_related("rule_set").get(pk=case.pk)
    after = standing_of(done, today=local_date(at))
    states = (case.get_state_display(), done.get_state_display())
    return Trial(
        if_=sample.if_,
        state=states if states[0] != states[1] else None,
        route=route_change(before, after),
        clock=clock_change(before.run, after.run),
        dates=tuple(moved(before.timetable.deadlines, after.timetable.deadlines, local_date(at))),
        told=_told(done, at),
        differs=_differs(done, at),
    )


def route_change(before: Standing, after: Standing) -> str:
    """Empty where the route stays. What a route means is, before anything else, how long its clock is."""
    new = after.route
    if new is None or before.application.route == new.code:
        return ""
    change = f"changes from {before.route.name} to" if before.route else "becomes"
    return f"The route {change} {new.name}. Its clock has {days(new.length_days)}."


def _told(case: Application, at: datetime) -> tuple[str, ...]:
    """Of all that the act did: it may have more than one entry in the record."""
    causes = history_of(case).filter(at=at).values("uuid")
    rows = Message.objects.filter(cause__in=causes).order_by("id")
    return tuple(dict.fromkeys(f"{row.to_label} ({row.to})" for row in rows))


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
