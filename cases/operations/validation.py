"""The validator's verbs: take, request a correction, record it, find invalid, validate; and the fee."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from cases.models import Application, Assessment, Discipline, State
from cases.queries.rules import spec_for
from cases.workflow.lock import locked
from cases.workflow.moves import starts
from cases.workflow.perform import change, perform
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import VALIDATE
from recognition.routes.ledger import TARGET

from .deficiencies import as_list, put_to_company
from .require import optional_text, require, require_state, require_text

# A draft's is recorded where a past case is entered after the fact; on day 0 the question is settled.
FEE_STATES: Final = (State.DRAFT, State.RECEIVED, State.VALIDATING, State.CORRECTION_REQUESTED)


def start_validation(*, application: Application, actor: Actor, at: datetime) -> Application:
    """A validator takes the case."""
    with locked(application) as case:
        case.validator = actor.user
        perform(case, "start_validation", actor=actor, at=at)
    return case


def record_fee(*, application: Application, actor: Actor, fee_reference: str, at: datetime) -> Application:
    """Validation waits until the fee's reference is recorded (regulation 49: the fee comes with the application)."""
    text = require_text(fee_reference, "fee_reference", "the fee's reference", limit=40)
    with locked(application) as case:
        require(actor, VALIDATE, "Record the fee")
        require_state(case, FEE_STATES, "Record the fee")
        before, case.fee_reference = case.fee_reference, text
        change(case, "fee_recorded", actor=actor, at=at, data={"changed": {"fee_reference": [before, text]}})
    return case


def request_correction(*, application: Application, actor: Actor, at: datetime, defects: str = "") -> Application:
    """The company is sent the open deficiencies, then what `defects` says beside them; without either it is refused."""
    with locked(application) as case:
        asked = put_to_company(case, at=at)
        own = require_text(defects, "defects", "the list of defects") if defects.strip() or not asked else ""
        text = "\n\n".join(part for part in (as_list(asked), own) if part)
        data = {"deficiencies": [row.number for row in asked]} if asked else {}
        perform(case, "request_correction", actor=actor, at=at, reason=text, data=data)
    return case


def receive_correction(*, application: Application, actor: Actor, at: datetime, reason: str = "") -> Application:
    """The corrected sequence has arrived; `reason` says what it holds."""
    with locked(application) as case:
        perform(case, "receive_correction", actor=actor, at=at, reason=optional_text(reason, "reason", "the reason"))
    return case


def find_invalid(*, application: Application, actor: Actor, reason: str, at: datetime) -> Application:
    text = require_text(reason, "reason", "the reason why it is invalid")
    with locked(application) as case:
        perform(case, "find_invalid", actor=actor, at=at, reason=text)
    return case


def validate(*, application: Application, actor: Actor, at: datetime) -> Application:
    """Day 0: the route's clock starts, and an assessment is opened for each discipline, with its internal target where
    the rule set has one."""
    with locked(application) as case:
        perform(case, "validate", actor=actor, at=at, clock=starts(*_targets(case)))
        Assessment.objects.bulk_create(Assessment(application=case, discipline=row) for row in Discipline.values)
    return case


def _targets(case: Application) -> list[str]:
    known = {milestone.clock for milestone in spec_for(case).milestones}
    return [clock for discipline in Discipline.values if (clock := f"{TARGET}{discipline}") in known]
