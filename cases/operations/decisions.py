"""A lead recommends, a signatory who is not the author signs: two people for every decision."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from cases.models import Application, Decision
from cases.notifications.messages import company_letter
from cases.queries.timetables import timetable_of
from cases.queries.written import Written
from cases.workflow.foresight import only_looking
from cases.workflow.lock import locked
from cases.workflow.perform import perform
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted, RuleRefused, WrongState
from recognition.accounts.actors import Actor
from recognition.clock import local_date
from recognition.routes.ledger import ROUTE
from recognition.routes.timetable import Timetable

from .kept_letter import keep_letter, kept_document, sender, worded
from .replies import close_requests
from .require import require_text
from .seal import seal_of
from .write_letter import write_decision_letter


def recommend_grant(
    *, application: Application, actor: Actor, reasons: str, at: datetime, conditions: str = ""
) -> Decision:
    text = require_text(reasons, "reasons", "the reasons")
    with locked(application) as case:
        perform(case, "recommend_grant", actor=actor, at=at, reason=text)
        return _recommendation(case, actor, at, outcome="grant", reasons=text, conditions=conditions.strip())


def recommend_refusal(*, application: Application, actor: Actor, grounds: str, reasons: str, at: datetime) -> Decision:
    """`grounds`: `safety_quality_efficacy`, which needs the Commission's advice first, or `other`."""
    text = require_text(reasons, "reasons", "the reasons")
    if grounds not in Decision.Grounds.values:
        raise InvalidInput([FieldError("grounds", f"Choose one of {', '.join(Decision.Grounds.values)}.")])
    with locked(application) as case:
        perform(case, "recommend_refusal", actor=actor, at=at, reason=text, arguments={"grounds": grounds})
        return _recommendation(case, actor, at, outcome="refuse", grounds=grounds, reasons=text)


def _recommendation(case: Application, actor: Actor, at: datetime, **fields: str) -> Decision:
    if actor.user is None:
        raise NotPermitted("PERMISSION", "A decision is recommended by a person.")
    return Decision.objects.create(application=case, recommended_by=actor.user, recommended_on=local_date(at), **fields)


def return_recommendation(*, application: Application, actor: Actor, reason: str, at: datetime) -> Application:
    text = require_text(reason, "reason", "why it is returned")
    with locked(application) as case:
        perform(case, _return(timetable_of(case, today=local_date(at))), actor=actor, at=at, reason=text)
        decision = _open(case)
        decision.send_back()
        decision.save()
    return case


def _return(dates: Timetable) -> str:
    """Back to the company's 28 days while they run: a returned recommendation must not take them away."""
    route, hearing = dates.run(ROUTE), dates.deadline("representation_request")
    if hearing is not None and hearing.status == "pending":
        return "return_recommendation_to_representations"
    return f"return_recommendation{'_while_stopped' if route and route.is_stopped else ''}"


def sign_decision(
    *,
    application: Application,
    actor: Actor,
    at: datetime,
    read: int | None = None,
    read_letter: str = "",
    is_played: bool = False,
) -> Decision:
    """Seal and sign what was recommended, and send its letter. The signatory must not be its author. `read` is the key
    of the decision that was read and `read_letter` the mark of its letter: others that have taken their place meanwhile
    are not signed. The seal covers the letter's PDF. A replay, which is undone, `is_played` and keeps no letter."""
    with locked(application) as case:
        decision = _open(case)
        if read is not None and decision.pk != read:
            raise WrongState("READ-ANOTHER", "The recommendation has changed since you read it. Read it again first.")
        if actor.user is None or decision.recommended_by_id == actor.user.pk:
            raise RuleRefused("TWO-PEOPLE", "Whoever recommended a decision cannot sign it. Another signatory must.")
        if is_played:
            _sign(case, decision, actor, at)
            return decision
        made = write_decision_letter(case, decision, at=at)
        if read_letter and read_letter != made.mark:
            raise WrongState("READ-ANOTHER", "The letter has changed since you read it. Read it again first.")
        if only_looking():
            _sign(case, decision, actor, at)
        else:
            _sign_with_letter(case, decision, made, actor, at)
    return decision


def _sign_with_letter(case: Application, decision: Decision, made: Written, actor: Actor, at: datetime) -> None:
    with kept_document(case, made, actor=actor, at=at) as document:
        case.held_letter = worded(document, made.subject, made.text, email=made.to.email, name=made.to.name)
        decision.letter_sha256 = document.sha256
        topic = _sign(case, decision, actor, at)
        keep_letter(
            case,
            actor=actor,
            at=at,
            topic=topic,
            key=uuid4(),
            template=made.template,
            document=document,
            decision=decision,
            subject=made.subject,
            text=made.text,
        )


def _sign(case: Application, decision: Decision, actor: Actor, at: datetime) -> str:
    """The event that the company is told of."""
    user = sender(actor)
    grant = decision.outcome == Decision.Outcome.GRANT
    arguments = {} if grant else {"grounds": decision.grounds}
    seal = seal_of(decision, signed_by=user.get_username(), signed_at=at)
    move, topic = ("grant", "granted") if grant else ("refuse", "refused")
    data = {"seal": seal, "conditions": decision.conditions, "letter": decision.letter_sha256}
    perform(case, move, actor=actor, at=at, reason=decision.reasons, data=data, arguments=arguments)
    decision.sign(by=user, at=at, seal=seal, letter=company_letter(case, topic))
    decision.save()
    close_requests(case)
    return topic


def _open(case: Application) -> Decision:
    decision = case.decisions.filter(state=Decision.State.RECOMMENDED).last()
    if decision is None:
        now = case.get_state_display()
        raise WrongState("STATE", f"Nothing waits for a signature: {case.reference} is now “{now}”.")
    return decision
