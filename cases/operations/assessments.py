"""Each discipline's assessment: taken up, written, completed."""

from __future__ import annotations

from datetime import datetime

from cases.models import Application, Assessment
from cases.models.state import UNDER_ASSESSMENT
from cases.queries.rules import spec_for
from cases.queries.sections import one_discipline, sections_of
from cases.workflow.lock import locked
from cases.workflow.moves import ends
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, RuleRefused
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import ASSESS
from recognition.clock import local_date
from recognition.routes.ledger import TARGET

from .require import require, require_state, require_text


def begin_assessment(*, application: Application, discipline: str, actor: Actor, at: datetime) -> Assessment:
    """The actor takes up a discipline's assessment."""
    with locked(application) as case:
        row = assessment_of(case, discipline, actor, "Begin an assessment")
        row.begin()
        row.assessor = actor.user
        row.save()
        change(case, "assessment_begun", actor=actor, at=at, data={"discipline": discipline})
    return row


def complete_assessment(
    *, application: Application, discipline: str, findings: str, actor: Actor, at: datetime, is_played: bool = False
) -> Assessment:
    """Needs findings, and every section of the checklist done. A grant is recommended only when every discipline is
    complete and, where the rules ask for it, signed off. A life that `is_played` knows neither sections nor checks:
    both are taken as seen to; no entrance passes that."""
    text = require_text(findings, "findings", "the findings", limit=100_000)
    with locked(application) as case:
        row = assessment_of(case, discipline, actor, "Complete an assessment")
        if not is_played:
            _check_sections(case, row)
        row.complete(findings=text, on=local_date(at))
        row.assessor = actor.user  # whoever writes the findings answers for them, whoever had begun
        if is_played:
            row.signed_off_on = local_date(at)
        row.save()
        data = {"discipline": discipline, "findings": text}
        change(case, "assessment_completed", actor=actor, at=at, data=data, clock=ends(f"{TARGET}{discipline}"))
    return row


def take_up(case: Application, row: Assessment, actor: Actor, at: datetime) -> None:
    """Who writes the first of it has taken it up. For a locked case."""
    if row.state == Assessment.State.NOT_STARTED:
        row.begin()
        row.assessor = actor.user
        row.save()
        change(case, "assessment_begun", actor=actor, at=at, data={"discipline": row.discipline})


def _check_sections(case: Application, row: Assessment) -> None:
    found = one_discipline(row, sections_of(spec_for(case), case.route, row.discipline))
    if found.left:
        words = "; ".join(f"{one.section.name} ({one.standing.lower()})" for one in found.left)
        raise RuleRefused("SECTIONS-DONE", f"{row}: not done yet: {words}. Assess each section and mark it as done.")


def assessment_of(case: Application, discipline: str, actor: Actor, what: str) -> Assessment:
    require_state(case, UNDER_ASSESSMENT, what)
    require(actor, ASSESS, what)
    row = case.assessments.filter(discipline=discipline).first()
    if row is None:
        raise InvalidInput([FieldError("discipline", f"{discipline!r} is not assessed on {case.reference}.")])
    return row
