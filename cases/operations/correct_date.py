"""A day of the past was recorded wrongly: the receipt, day 0, a correction's arrival or a reply's."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from cases.models import Application, State
from cases.queries.past_days import past_days
from cases.queries.timetables import imagine, imagining, timetable_of
from cases.workflow.lock import locked
from cases.workflow.moves import ClockAct
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import MANAGE
from recognition.clock import local_date
from recognition.routes.correction import RECEIPT, REPLY_RECEIVED, Past
from recognition.routes.ledger import CORRECTED, Entry
from recognition.routes.timetable import Timetable

from .require import require, require_open, require_state, require_text

WHAT: Final = "Correct a past date"
# A closed case keeps the dates that its decision was sealed on.
CORRECTABLE: Final = (
    State.RECEIVED,
    State.VALIDATING,
    State.CORRECTION_REQUESTED,
    State.ASSESSING,
    State.AWAITING_INFORMATION,
    State.REPLY_OVERDUE,
    State.CONSULTATION,
    State.REPRESENTATIONS,
    State.AWAITING_SIGNATURE,
)


def correct_date(
    *, application: Application, actor: Actor, which: str, on: date, reason: str, at: datetime
) -> Application:
    """The ledger is added to, never changed: each line of that event is corrected to `on`, and every date that depends
    on it is computed again. Reminders that were sent stay sent, and are not sent again.

    `which` is a `Past.code`. Raises `InvalidInput` for a day in the future, for one that would put the case's events
    out of their order, and for the day that it is already.
    """
    reason = require_text(reason, "reason", "why the date is corrected")
    with locked(application) as case:
        require(actor, MANAGE, WHAT)
        require_open(case, WHAT)
        require_state(case, CORRECTABLE, WHAT)
        past = _past(case, which)
        today = local_date(at)
        _check(past, on, today)
        changed = _changed(case, past, on, today)
        _keep(case, past, on)
        change(
            case,
            "date_corrected",
            actor=actor,
            at=at,
            reason=reason,
            data={"date": past.kind, "was": past.on.isoformat(), "becomes": on.isoformat(), "changed": changed},
            tells=("company", "assessor", "lead", "validator"),
            clock=lines(case, past, on),
        )
    return case


def lines(case: Application, past: Past, on: date) -> tuple[ClockAct, ...]:
    clocks = dict(case.clock_entries.values_list("number", "clock"))
    return tuple(ClockAct(clocks[number], CORRECTED, on=on, corrects=number) for number in past.numbers)


def _past(case: Application, which: str) -> Past:
    known = {past.code: past for past in past_days(case)}
    if which not in known:
        raise InvalidInput([FieldError("which", f"Choose one of {', '.join(known)}.")])
    return known[which]


def _check(past: Past, on: date, today: date) -> None:
    if on > today:
        raise InvalidInput([FieldError("on", f"The date cannot lie in the future: today is {today:%d %B %Y}.")])
    if on == past.on:
        raise InvalidInput([FieldError("on", f"It is recorded as {on:%d %B %Y} already. Enter another day.")])
    if past.earliest and on < past.earliest:
        words = f"Something that came before it happened on {past.earliest:%d %B %Y}. Enter that day or a later one."
        raise InvalidInput([FieldError("on", words)])
    if past.latest and on > past.latest:
        words = f"Something that came after it happened on {past.latest:%d %B %Y}. Enter that day or an earlier one."
        raise InvalidInput([FieldError("on", words)])


def _keep(case: Application, past: Past, on: date) -> None:
    """The same day where it is kept beside the ledger."""
    if past.kind == RECEIPT:
        case.submitted_on = on
    if past.kind == REPLY_RECEIVED:
        case.information_requests.filter(number=past.round).update(replied_on=on)


def _changed(case: Application, past: Past, on: date, today: date) -> dict[str, list[str]]:
    """For the record: each date that moves, as it was and as it becomes."""
    before = _due(timetable_of(case, today=today))
    with imagining():
        imagine(case, [Entry(act.clock, CORRECTED, on, corrects=act.corrects) for act in lines(case, past, on)])
        after = _due(timetable_of(case, today=today))
    moved = {code: [before.get(code, ""), day] for code, day in after.items() if before.get(code) != day}
    return {f"day_of_{past.kind}": [past.on.isoformat(), on.isoformat()], **moved}


def _due(found: Timetable) -> dict[str, str]:
    return {row.code: row.due_on.isoformat() for row in found.deadlines}
