"""An Innovation Passport, and the advice of the pathway's partners: what starts the clocks of the joint advice."""

from __future__ import annotations

from datetime import date, datetime

from cases.models import Application, InnovationPassport, PassportAdvice
from cases.queries.timetables import entries_of
from cases.workflow.lock import locked
from cases.workflow.moves import ClockAct
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted, RuleRefused
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import COMPANY, RECORD, may
from recognition.clock import local_date
from recognition.routes.ledger import CORRECTED, ENDED, JOINT_ADVICE, MET, PASSPORT, STARTED

from .require import require_open, require_text

EARLIEST = date(2021, 1, 1)  # the pathway opened in January 2021


def record_passport(
    *, application: Application, actor: Actor, number: str, awarded_on: date, indication: str, at: datetime
) -> InnovationPassport:
    """Kept, or put right where there is one. By the company, or by staff for it; no rule reads it, so no route moves.

    Raises `InvalidInput` with each field that is wrong."""
    number = require_text(number, "number", "the passport's number", limit=40)
    indication = require_text(indication, "indication", "the indication that it was awarded for", limit=500)
    _require_past(awarded_on, "awarded_on", at)
    with locked(application) as case:
        _require_may(case, actor)
        row = InnovationPassport.objects.filter(application=case).first() or InnovationPassport(application=case)
        before = _plain(row) if row.pk else None
        row.number, row.awarded_on, row.indication = number, awarded_on, indication
        if before == _plain(row):
            raise InvalidInput([FieldError("number", "Nothing has changed. Change what is wrong, or leave it.")])
        row.save()
        data = {"changed": {name: [(before or {}).get(name), value] for name, value in _plain(row).items()}}
        change(case, "passport_recorded", actor=actor, at=at, data=data, clock=_awarded(case, awarded_on))
    return row


def record_advice(
    *, application: Application, actor: Actor, partner: str, advised_on: date, advice: str, at: datetime
) -> PassportAdvice:
    """A partner's advice on the product. It meets the points of joint advice that were open, and starts the next."""
    partner = require_text(partner, "partner", "the partner who advised", limit=120)
    advice = require_text(advice, "advice", "the advice")
    _require_past(advised_on, "advised_on", at)
    with locked(application) as case:
        _require_may(case, actor)
        passport = InnovationPassport.objects.filter(application=case).first()
        if passport is None:
            raise RuleRefused("PASSPORT", f"{case.reference} has no Innovation Passport. Record it first.")
        if advised_on < passport.awarded_on:
            words = f"The passport was awarded on {passport.awarded_on:%d %B %Y}. Give that day or a later one."
            raise InvalidInput([FieldError("advised_on", words)])
        row = PassportAdvice.objects.create(
            passport=passport, partner=partner, advised_on=advised_on, advice=advice, recorded_by=actor.label, at=at
        )
        data = {"partner": partner, "advised_on": advised_on.isoformat(), "advice": advice}
        change(case, "joint_advice_recorded", actor=actor, at=at, data=data, clock=_advised(advised_on))
    return row


def _require_may(case: Application, actor: Actor) -> None:
    owns = actor.client is not None and actor.client.organisation_id == case.organisation_id
    if not (may(actor, RECORD) or (may(actor, COMPANY) and owns)):
        raise NotPermitted("PERMISSION", f"{actor.label} may not do this: record an Innovation Passport.")
    require_open(case, "Record an Innovation Passport")


def _require_past(day: date, field: str, at: datetime) -> None:
    if day > local_date(at):
        raise InvalidInput(
            [FieldError(field, f"{day:%d %B %Y} lies in the future. Give the day on which it happened.")]
        )
    if day < EARLIEST:
        raise InvalidInput([FieldError(field, "The pathway opened in 2021. Correct the year.")])


def _awarded(case: Application, on: date) -> tuple[ClockAct, ...]:
    """The clock starts on the day of the award; a corrected award is a corrected line."""
    started = next((row for row in entries_of(case) if row.clock == PASSPORT and row.act == STARTED), None)
    if started is None:
        return (ClockAct(PASSPORT, STARTED, on=on),)
    return (ClockAct(PASSPORT, CORRECTED, on=on, corrects=started.number),)


def _advised(on: date) -> tuple[ClockAct, ...]:
    met = (ClockAct(clock, ENDED, MET, on=on) for clock in (PASSPORT, JOINT_ADVICE))
    return (*met, ClockAct(JOINT_ADVICE, STARTED, on=on))


def _plain(row: InnovationPassport) -> dict[str, str]:
    return {"number": row.number, "awarded_on": row.awarded_on.isoformat(), "indication": row.indication}
