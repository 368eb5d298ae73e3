"""Each event of a scenario, as the operation that the pages and the API would call for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from cases.models import Application, State
from cases.operations import assessments, close, consultation, decisions, objections, replies, validation
from cases.operations.decide_triage import decide_triage
from cases.operations.file_eligibility_form import file_eligibility_form
from cases.operations.raise_information_request import Point, raise_information_request
from cases.operations.revert import revert
from cases.operations.submit import submit
from cases.workflow.refusals import RuleRefused

from .cast import Cast, noon
from .scenario import Event

Act = Callable[[Application, Event, Cast], object]
POINT = Point("quality", "major", "A replayed question.")
ANSWERS = {1: "A replayed answer."}


def play(case: Application, event: Event, cast: Cast) -> None:
    """Raises `Refused` where the rules do not allow it; nothing of it is left then."""
    with transaction.atomic():
        ACTS[event.event](case, event, cast)


def _common(case: Application, event: Event, cast: Cast) -> dict[str, Any]:
    return {"application": case, "actor": cast.lead, "at": noon(event.on)}


def _reason(event: Event) -> str:
    return event.details.get("reason") or "Replayed."


def _validation_started(case: Application, event: Event, cast: Cast) -> dict[str, Any]:
    common = _common(case, event, cast)
    if Application.objects.filter(pk=case.pk, state=State.RECEIVED).exists():
        validation.start_validation(**common)
    return common


def _validated(case: Application, event: Event, cast: Cast) -> None:
    validation.validate(**_validation_started(case, event, cast))


def _resolved(case: Application, event: Event, cast: Cast) -> None:
    row = case.objections.filter(grade="major", resolved_on__isnull=True).last()
    if row is None:
        raise RuleRefused("OPEN-MAJOR-OBJECTION", "No major objection is open.")
    objections.resolve_objection(**_common(case, event, cast), number=row.number, resolution=_reason(event))


def _granted(case: Application, event: Event, cast: Cast) -> None:
    common = _common(case, event, cast)
    for row in case.assessments.exclude(state="complete"):
        assessments.complete_assessment(**common, discipline=row.discipline, findings="Replayed.", is_played=True)
    decisions.recommend_grant(**common, reasons=_reason(event))
    decisions.sign_decision(application=case, actor=cast.signatory, at=noon(event.on), is_played=True)


def _refused(case: Application, event: Event, cast: Cast) -> None:
    common = _common(case, event, cast)
    decisions.recommend_refusal(**common, grounds=event.details["grounds"], reasons=_reason(event))
    decisions.sign_decision(application=case, actor=cast.signatory, at=noon(event.on), is_played=True)


ACTS: dict[str, Act] = {
    "eligibility_form_received": lambda c, e, p: file_eligibility_form(**_common(c, e, p)),
    "triage_decided": lambda c, e, p: decide_triage(**_common(c, e, p), route=e.details["route"], reason=_reason(e)),
    "submitted": lambda c, e, p: submit(**_common(c, e, p), papers_checked=True),
    "correction_requested": lambda c, e, p: validation.request_correction(
        **_validation_started(c, e, p), defects=_reason(e)
    ),
    "correction_received": lambda c, e, p: validation.receive_correction(**_common(c, e, p)),
    "validated": _validated,
    "major_objection_raised": lambda c, e, p: objections.raise_objection(
        **_common(c, e, p), discipline="quality", grade="major", text=_reason(e)
    ),
    "major_objection_resolved": _resolved,
    "information_requested": lambda c, e, p: raise_information_request(
        **_common(c, e, p), points=[POINT], by_point=False
    ),
    "extension_granted": lambda c, e, p: replies.grant_extension(
        **_common(c, e, p), until=date.fromisoformat(e.details["until"]), reason=_reason(e)
    ),
    "information_received": lambda c, e, p: replies.receive_information(**_common(c, e, p), answers=ANSWERS),
    "late_reply_accepted": lambda c, e, p: replies.accept_late_reply(
        **_common(c, e, p), answers=ANSWERS, reason=_reason(e)
    ),
    "reverted": lambda c, e, p: revert(**_common(c, e, p), reason=_reason(e)),
    "consultation_started": lambda c, e, p: consultation.start_consultation(**_common(c, e, p), reason=_reason(e)),
    "advice_received": lambda c, e, p: consultation.receive_advice(**_common(c, e, p), advice=e.details["advice"]),
    "provisional_opinion_notified": lambda c, e, p: consultation.notify_provisional_opinion(
        **_common(c, e, p), reason=_reason(e)
    ),
    "representations_requested": lambda c, e, p: consultation.request_representations(**_common(c, e, p)),
    "granted": _granted,
    "refused": _refused,
    "withdrawn": lambda c, e, p: close.withdraw(**_common(c, e, p), reason=_reason(e)),
}
