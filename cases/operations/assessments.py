"""Each discipline's assessment: taken up, written, completed."""

from __future__ import annotations

from datetime import datetime

from cases.models import Application, Assessment, State
from cases.workflow.lock import locked
from cases.workflow.moves import ends
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import ASSESS
from recognition.clock import local_date
from recognition.routes.ledger import TARGET

from .require import require, require_state, require_text

UNDER_ASSESSMENT = (
    State.ASSESSING,
    State.AWAITING_INFORMATION,
    State.REPLY_OVERDUE,
    State.CONSULTATION,
    State.REPRESENTATIONS,
)


def begin_assessment(*, application: Application, discipline: str, actor: Actor, at: datetime) -> Assessment:
    """The actor takes up a discipline's assessment."""
    with locked(application) as case:
        row = _assessment(case, discipline, actor, "Begin an assessment")
        row.begin()
        row.assessor = actor.user
        row.save()
        change(case, "assessment_begun", actor=actor, at=at, data={"discipline": discipline})
    return row


def complete_assessment(
    *, application: Application, discipline: str, findings: str, actor: Actor, at: datetime
) -> Assessment:
    """Needs findings. A grant is recommended only when every discipline is complete."""
    text = require_text(findings, "findings", "the findings", limit=100_000)
    with locked(application) as case:
        row = _assessment(case, discipline, actor, "Complete an assessment")
        row.complete(findings=text, on=local_date(at))
        row.assessor = actor.user  # whoever writes the findings answers for them, whoever had begun
        row.save()
        data = {"discipline": discipline, "findings": text}
        change(case, "assessment_completed", actor=actor, at=at, data=data, clock=ends(f"{TARGET}{discipline}"))
    return row


def _assessment(case: Application, discipline: str, actor: Actor, what: str) -> Assessment:
    require_state(case, UNDER_ASSESSMENT, what)
    require(actor, ASSESS, what)
    row = case.assessments.filter(discipline=discipline).first()
    if row is None:
        raise InvalidInput([FieldError("discipline", f"{discipline!r} is not assessed on {case.reference}.")])
    return row
