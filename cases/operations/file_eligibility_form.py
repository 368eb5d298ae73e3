from __future__ import annotations

from datetime import date, datetime

from cases.models import Application
from cases.models import Determination as Kept
from cases.workflow.lock import locked
from cases.workflow.moves import ClockAct
from cases.workflow.perform import perform
from recognition.accounts.actors import Actor
from recognition.clock import local_date
from recognition.routes.determination import Determination
from recognition.routes.load import published_on

from .determine import asked, keep
from .eligibility_clock import form_arrived
from .require import require_state


def file_eligibility_form(*, application: Application, actor: Actor, at: datetime) -> Application:
    """The form comes ahead of the submission; its answers are judged as of the planned submission date."""
    on = local_date(at)
    with locked(application) as case:
        require_state(case, ["draft"], "File eligibility form")
        case.rule_set = published_on(on)  # the version in force when it is judged stays the case's own
        found, _ = asked(case, submitted_on=None, form_received_on=on, today=on)
        move = {"TRIAGE": "send_to_triage", "NOT_ELIGIBLE": "find_not_eligible"}.get(found.outcome, "find_eligible")
        route = {"route": found.outcome} if move == "find_eligible" else {}
        perform(
            case,
            move,
            actor=actor,
            at=at,
            data=summary(found),
            clock=form_lines(case, found, on),
            arguments={"form_received_on": on, **route},
        )
        keep(case, found, actor=actor, at=at, on=on, cause=Kept.Cause.FORM)
    return case


def form_lines(case: Application, found: Determination, on: date) -> tuple[ClockAct, ...]:
    due = bool(case.facts.get("is_nas")) or found.outcome == "TRIAGE"
    return form_arrived(case, on=on, due=due, eligible=found.outcome != "NOT_ELIGIBLE")


def summary(found: Determination) -> dict[str, object]:
    """What the record says of a determination: its outcome, the rules that led to it, and the version."""
    return {
        "outcome": found.outcome,
        "hits": list(found.hits),
        "flags": list(found.flags),
        "rule_set": found.rule_set,
        "because": found.reason,
    }
