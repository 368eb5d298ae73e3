"""Each discipline's assessment: taken up, written, completed."""

from __future__ import annotations

from datetime import datetime

from cases.models import Application, Assessment
from cases.models.assessment import PLAYED
from cases.models.state import UNDER_ASSESSMENT
from cases.queries.rules import spec_for
from cases.queries.sections import OneDiscipline, one_discipline, sections_of
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
    complete and, where the rules ask for it, signed off. A life that `is_played`, by a replay or the demonstration,
    knows neither sections nor checks: the row, the record and every report say so. No entrance passes that."""
    text = require_text(findings, "findings", "the findings", limit=100_000)
    with locked(application) as case:
        row = assessment_of(case, discipline, actor, "Complete an assessment")
        if not is_played:
            found = one_discipline(row, sections_of(spec_for(case), case.route, discipline))
            refuse_left(found, "Assess each section and mark it as done.")
        row.complete(findings=text, on=local_date(at))
        row.assessor = actor.user  # whoever writes the findings answers for them, whoever had begun
        row.is_played = is_played
        row.save()
        data = {"discipline": discipline, "findings": text, **({"played": PLAYED} if is_played else {})}
        change(case, "assessment_completed", actor=actor, at=at, data=data, clock=ends(f"{TARGET}{discipline}"))
    return row


def open_again(case: Application, row: Assessment, section: str, actor: Actor, at: datetime) -> None:
    """A complete discipline whose checklist asks for a section that was not done: a route that the case has come to
    since, or newer rules. For a locked case."""
    if row.state != Assessment.State.COMPLETE:
        return
    row.reopen()
    row.save()
    change(case, "assessment_reopened", actor=actor, at=at, data={"discipline": row.discipline, "section": section})


def take_up(case: Application, row: Assessment, actor: Actor, at: datetime) -> None:
    """Who writes the first of it has taken it up. For a locked case."""
    if row.state == Assessment.State.NOT_STARTED:
        row.begin()
        row.assessor = actor.user
        row.save()
        change(case, "assessment_begun", actor=actor, at=at, data={"discipline": row.discipline})


def refuse_left(found: OneDiscipline, remedy: str) -> None:
    """Raises `RuleRefused` while the checklist of the case's present route asks for more."""
    if found.left:
        words = "; ".join(f"{one.section.name} ({one.standing.lower()})" for one in found.left)
        raise RuleRefused("SECTIONS-DONE", f"{found.row}: not done yet: {words}. {remedy}")


def assessment_of(case: Application, discipline: str, actor: Actor, what: str) -> Assessment:
    require_state(case, UNDER_ASSESSMENT, what)
    require(actor, ASSESS, what)
    row = case.assessments.filter(discipline=discipline).first()
    if row is None:
        raise InvalidInput([FieldError("discipline", f"{discipline!r} is not assessed on {case.reference}.")])
    return row
