"""Objections: a major one that is open bars a grant and lets a timetable revert."""

from __future__ import annotations

from datetime import datetime

from cases.models import Application, Discipline, Objection
from cases.models.objection import Grade
from cases.models.state import UNDER_ASSESSMENT
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import ASSESS
from recognition.clock import local_date

from .open_majors import keep_majors
from .require import require, require_state, require_text


def raise_objection(
    *, application: Application, actor: Actor, discipline: str, grade: str, text: str, at: datetime
) -> Objection:
    words = require_text(text, "text", "the objection")
    check_point(discipline, grade)
    with locked(application) as case:
        require_state(case, UNDER_ASSESSMENT, "Raise an objection")
        require(actor, ASSESS, "Raise an objection")
        row = Objection.objects.create(
            application=case,
            number=case.objections.count() + 1,
            discipline=discipline,
            grade=grade,
            text=words,
            raised_on=local_date(at),
            raised_by=actor.label,
        )
        data = {"objection": row.number, "grade": grade, "discipline": discipline, "text": words}
        change(case, "objection_raised", actor=actor, at=at, data=data, tells=("lead",))
        keep_majors(case)
    return row


def resolve_objection(
    *, application: Application, number: int, actor: Actor, resolution: str, at: datetime
) -> Objection:
    words = require_text(resolution, "resolution", "how the objection was resolved")
    with locked(application) as case:
        require_state(case, UNDER_ASSESSMENT, "Resolve an objection")
        require(actor, ASSESS, "Resolve an objection")
        row = case.objections.filter(number=number).first()
        if row is None:
            raise InvalidInput([FieldError("number", f"{case.reference} has no objection {number}.")])
        if row.resolved_on is not None:
            raise WrongState("STATE", f"Objection {number} was resolved by {row.resolved_by} on {row.resolved_on}.")
        row.resolved_on, row.resolved_by, row.resolution = local_date(at), actor.label, words
        row.save()
        change(case, "objection_resolved", actor=actor, at=at, reason=words, data={"objection": number})
        keep_majors(case)
    return row


def check_point(discipline: str, grade: str) -> None:
    """Raises `InvalidInput` where the discipline or the grade is not one of ours."""
    errors = []
    if discipline not in Discipline.values:
        errors.append(FieldError("discipline", f"Choose one of {', '.join(Discipline.values)}."))
    if grade not in Grade.values:
        errors.append(FieldError("grade", f"Choose one of {', '.join(Grade.values)}."))
    if errors:
        raise InvalidInput(errors)
