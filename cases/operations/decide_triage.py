from __future__ import annotations

from datetime import datetime

from cases.models import Application, State
from cases.queries.rules import spec_for
from cases.workflow.lock import locked
from cases.workflow.perform import perform
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.accounts.actors import Actor
from recognition.clock import local_date

from .determine import keep_decided
from .require import require_text

NOT_ELIGIBLE = "NOT_ELIGIBLE"


def decide_triage(*, application: Application, actor: Actor, route: str, reason: str, at: datetime) -> Application:
    """A person routes a case, out of triage or over the rules before day 0: `A`, `B` or `NOT_ELIGIBLE`."""
    reason = require_text(reason, "reason", "the reason for the route")
    with locked(application) as case:
        routes = spec_for(case).entry_routes
        if route not in [*routes, NOT_ELIGIBLE]:
            words = f"Choose one of {', '.join([*routes, NOT_ELIGIBLE])}."
            raise InvalidInput([FieldError("route", words)])
        arguments = {} if route == NOT_ELIGIBLE else {"route": route}
        perform(
            case, _move(case, route), actor=actor, at=at, reason=reason, data={"outcome": route}, arguments=arguments
        )
        keep_decided(case, route, reason, actor=actor, at=at, on=local_date(at))
    return case


def _move(case: Application, route: str) -> str:
    if route == NOT_ELIGIBLE:
        return "reject_in_triage" if case.state == State.TRIAGE else "override_to_not_eligible"
    if case.state != State.TRIAGE:
        return "override_route"
    return "set_route_of_submission" if case.submitted_on else "set_route"
