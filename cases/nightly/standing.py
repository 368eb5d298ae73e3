"""What may be wrong with the way a case stands. Each check is pure: the case with its parts and its timetable come in,
and what was found goes out in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cases.models import CLOSED, Application, Decision, Finding, Reminder, State
from cases.operations.seal import seal_of
from cases.queries.majors import Majors
from recognition.routes.ledger import AUTHORISATION
from recognition.routes.timetable import Timetable

# Before a submission there need be no clock: the form's has ended, and a draft is its company's alone.
NOT_YET_IN: Final = (State.DRAFT, State.ELIGIBLE)


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks ask of the database for a batch of cases: since when each is in its state, the limits of the
    states in days, the signed decisions, the seals that the record has, and the open majors."""

    since: Mapping[int, date]
    limits: Mapping[str, int]
    signed: Mapping[int, Decision]
    recorded_seals: Mapping[int, set[str]]
    majors: Mapping[int, Majors]


@dataclass(frozen=True, slots=True)
class Found:
    kind: str
    what: str


def standing(case: Application, result: Timetable, known: Known, *, today: date) -> Iterator[Found]:
    yield from _seal(case, known)
    yield from _reminders(case, today)
    if case.state in CLOSED:
        return
    yield from _stuck(case, known, today)
    if case.state not in NOT_YET_IN:
        yield from _clock(case, result)
        yield from _deadlines(case, result, today)


def _clock(case: Application, result: Timetable) -> Iterator[Found]:
    if not any(run.is_open for run in result.runs if run.clock != AUTHORISATION):
        yield Found(Finding.Kind.NO_CLOCK, f"{case.get_state_display()}, and no clock runs or stands.")


def _deadlines(case: Application, result: Timetable, today: date) -> Iterator[Found]:
    dates = [due.due_on for due in result.deadlines if due.is_open and due.clock != AUTHORISATION]
    if dates and max(dates) < today:
        late = (today - max(dates)).days
        yield Found(
            Finding.Kind.PAST_EVERY_DEADLINE, f"{case.get_state_display()}; the last date passed {_days(late)} ago."
        )


def _stuck(case: Application, known: Known, today: date) -> Iterator[Found]:
    since, limit = known.since.get(case.pk), known.limits.get(case.state)
    if since is not None and limit is not None and (today - since) > timedelta(days=limit):
        stands = f"{case.get_state_display()} for {_days((today - since).days)}, since {in_words(since)}"
        yield Found(Finding.Kind.STUCK, f"{stands}; the limit is {_days(limit)}.")


def _reminders(case: Application, today: date) -> Iterator[Found]:
    """Of yesterday or before: the sweep has today's."""
    for row in case.reminders.all():
        if row.state == Reminder.State.PLANNED and row.on < today:
            yield Found(Finding.Kind.REMINDER_NOT_SENT, f"{row.deadline}, step {row.step}, of {in_words(row.on)}.")


def _seal(case: Application, known: Known) -> Iterator[Found]:
    decision = known.signed.get(case.pk)
    if decision is None or decision.signed_by is None or decision.signed_at is None:
        return
    seal = seal_of(decision, signed_by=decision.signed_by.get_username(), signed_at=decision.signed_at)
    if seal != decision.seal:
        yield Found(Finding.Kind.SEAL_BROKEN, "What the decision says is not what was signed.")
    elif seal not in known.recorded_seals.get(case.pk, set()):
        yield Found(Finding.Kind.SEAL_BROKEN, "The record has no entry with this decision's seal.")


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
