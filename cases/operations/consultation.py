"""The Commission on Human Medicines is asked, advises, and the company may make representations."""

from __future__ import annotations

from datetime import datetime

from cases.models import Application, Consultation
from cases.queries.timetables import timetable_of
from cases.workflow.lock import locked
from cases.workflow.perform import perform
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.accounts.actors import Actor
from recognition.clock import local_date
from recognition.routes.ledger import ROUTE

from .require import optional_text, require_text


def start_consultation(*, application: Application, actor: Actor, reason: str, at: datetime) -> Application:
    reason = require_text(reason, "reason", "what the Commission is asked")
    with locked(application) as case:
        perform(case, "start_consultation", actor=actor, at=at, reason=reason)
        Consultation.objects.create(application=case, started_on=local_date(at), reason=reason)
    return case


def receive_advice(
    *, application: Application, actor: Actor, advice: str, at: datetime, reason: str = ""
) -> Application:
    """`positive` or `negative`. After negative advice the provisional opinion is notified."""
    if advice not in Consultation.Advice.values:
        raise InvalidInput([FieldError("advice", f"Choose one of {', '.join(Consultation.Advice.values)}.")])
    with locked(application) as case:
        perform(
            case,
            _move(case, advice, at),
            actor=actor,
            at=at,
            reason=optional_text(reason, "reason", "the reason"),
            data={"advice": advice},
        )
        case.consultations.filter(advice="").update(advice=advice, advice_on=local_date(at))
    return case


def _move(case: Application, advice: str, at: datetime) -> str:
    if advice == Consultation.Advice.NEGATIVE:
        return "receive_negative_advice"
    run = timetable_of(case, today=local_date(at)).run(ROUTE)
    return f"receive_positive_advice{'_while_stopped' if run and run.is_stopped else ''}"


def notify_provisional_opinion(*, application: Application, actor: Actor, reason: str, at: datetime) -> Application:
    """The notice to the company; its 28 days begin with this day."""
    reason = require_text(reason, "reason", "the provisional opinion")
    with locked(application) as case:
        perform(case, "notify_provisional_opinion", actor=actor, at=at, reason=reason)
        case.consultations.filter(pk=_newest(case)).update(opinion_notified_on=local_date(at))
    return case


def request_representations(*, application: Application, actor: Actor, at: datetime, reason: str = "") -> Application:
    """The company asks to make written or oral representations, within its 28 days."""
    with locked(application) as case:
        perform(
            case, "request_representations", actor=actor, at=at, reason=optional_text(reason, "reason", "the reason")
        )
        case.consultations.filter(pk=_newest(case)).update(representations_requested_on=local_date(at))
    return case


def _newest(case: Application) -> int:
    return case.consultations.values_list("pk", flat=True).latest("pk")
