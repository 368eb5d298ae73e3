"""A reply is worked point by point: what was found of each answer, and what follows where it is not good enough."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from cases.models import Application, DraftPoint, InformationRequest, Objection, PointOutcome, RequestPoint
from cases.models.objection import Grade
from cases.models.state import UNDER_ASSESSMENT
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, RuleRefused, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import ASSESS
from recognition.clock import LONDON

from .draft_points import new_draft, withdraw_standing
from .objections import raise_objection, resolve_objection
from .open_majors import keep_majors
from .require import require, require_state, require_text

WHAT: Final = "Record the outcome of a point"
LATER, CARRY, OBJECT = "", "carry", "object"


def record_outcome(
    *,
    application: Application,
    request: int,
    point: int,
    actor: Actor,
    result: str,
    comment: str,
    at: datetime,
    version: int = 0,
    documents: Collection[int] = (),
    follow: str = LATER,
    again: str = "",
) -> PointOutcome:
    """What the answer to a point came to. `version` is that of the outcome that was read, 0 where there was none.

    What is not resolved follows one of two ways in the same act: `carry` drafts it for the next request (`again` is
    what is asked then; the same where it is empty), `object` makes a major objection of it. What is resolved takes
    along the objection that it was about, and the draft that was to ask it again.
    """
    words = require_text(comment, "comment", "what was found of the answer")
    _check(result, follow)
    with locked(application) as case:
        require_state(case, UNDER_ASSESSMENT, WHAT)
        require(actor, ASSESS, WHAT)
        row = _answered(case, request, point)
        outcome = _saved(case, row, actor, at, version, result, words, documents)
        data = {"request": request, "point": point, "outcome": str(outcome.get_result_display())}
        change(case, "point_outcome_recorded", actor=actor, at=at, reason=words, data=data)
        if result == PointOutcome.Result.RESOLVED:
            _settle(case, row, outcome, actor, at)
        elif follow == CARRY:
            _carry(case, row, actor, at, again)
        elif follow == OBJECT:
            _object(case, row, outcome, actor, at)
        keep_majors(case)
    return outcome


def _check(result: str, follow: str) -> None:
    errors = []
    if result not in PointOutcome.Result.values:
        errors.append(FieldError("result", f"Choose one of {', '.join(PointOutcome.Result.values)}."))
    if follow not in (LATER, CARRY, OBJECT):
        errors.append(FieldError("follow", f"Choose {CARRY} or {OBJECT}, or leave it empty."))
    elif follow and result == PointOutcome.Result.RESOLVED:
        errors.append(FieldError("follow", "Nothing follows from a point that is resolved. Choose “Nothing yet”."))
    if errors:
        raise InvalidInput(errors)


def _answered(case: Application, request: int, number: int) -> RequestPoint:
    rows = RequestPoint.objects.select_related("request", "objection", "outcome__objection")
    row = rows.filter(request__application=case, request__number=request, number=number).first()
    if row is None:
        raise InvalidInput([FieldError("point", f"{case.reference} has no point {number} in request {request}.")])
    if row.request.state != InformationRequest.State.ANSWERED:
        raise RuleRefused("POINT-ANSWERED", f"{row} of request {request} has not been answered.")
    later = row.asked_again.select_related("request").first()
    if later is not None:
        now = f"{later} of request {later.request.number}"
        raise WrongState("POINT-ASKED-AGAIN", f"{row} was asked again as {now}. Record the outcome there.")
    return row


def _saved(
    case: Application,
    row: RequestPoint,
    actor: Actor,
    at: datetime,
    version: int,
    result: str,
    words: str,
    documents: Collection[int],
) -> PointOutcome:
    papers = list(case.documents.filter(pk__in=documents))
    if len(papers) != len(set(documents)):
        raise InvalidInput([FieldError("documents", f"Choose among the documents of {case.reference}.")])
    outcome: PointOutcome = getattr(row, "outcome", None) or PointOutcome(point=row, version=0)
    if outcome.version != version:
        saved_at = f"{outcome.recorded_at.astimezone(LONDON):%H:%M on %d %B %Y}"
        why = f"{outcome.recorded_by} recorded “{outcome}” at {saved_at}, after you had opened the point."
        raise WrongState("STALE", f"{why} Compare both, then save yours again.")
    outcome.result, outcome.comment = result, words
    outcome.recorded_by, outcome.recorded_at, outcome.version = actor.label, at, version + 1
    outcome.save()
    outcome.documents.set(papers)
    return outcome


def _settle(case: Application, row: RequestPoint, outcome: PointOutcome, actor: Actor, at: datetime) -> None:
    for objection in (row.objection, outcome.objection):
        if objection is not None and objection.resolved_on is None:
            resolve_objection(application=case, number=objection.number, actor=actor, resolution=outcome.comment, at=at)
    for draft in _drafts(row):
        withdraw_standing(case, draft, actor, at, reason=f"{row} of {row.request} is resolved.")


def _carry(case: Application, row: RequestPoint, actor: Actor, at: datetime, again: str) -> None:
    for draft in _drafts(row):
        raise WrongState("POINT-CARRIED", f"{row} of {row.request} is carried over already, as {draft}.")
    words = again.strip() or f"Follow-up to point {row.number} of request {row.request.number}: {row.text}"
    text = require_text(words, "again", "what is asked next")
    new_draft(
        case, actor, at, row.discipline, row.grade, text, carried_from=row, objection=_open(row.objection)
    )  # fmt: skip


def _object(case: Application, row: RequestPoint, outcome: PointOutcome, actor: Actor, at: datetime) -> None:
    for known in (_open(row.objection), _open(outcome.objection)):
        if known is not None:
            raise WrongState("POINT-OBJECTED", f"{row} of {row.request} is {known} already, which is open.")
    outcome.objection = raise_objection(
        application=case, actor=actor, discipline=row.discipline, grade=Grade.MAJOR, text=row.text, at=at
    )
    outcome.save(update_fields=["objection"])


def _drafts(row: RequestPoint) -> list[DraftPoint]:
    return list(row.drafts.filter(state__in=(DraftPoint.State.DRAFT, DraftPoint.State.ASIDE)))


def _open(objection: Objection | None) -> Objection | None:
    return objection if objection is not None and objection.resolved_on is None else None
