from __future__ import annotations

from datetime import datetime

from cases.models import Application
from cases.queries.rules import spec_for
from cases.workflow.lock import locked
from cases.workflow.perform import perform
from cases.workflow.refusals import RuleRefused
from recognition.accounts.actors import Actor

from .require import require_text


def revert(*, application: Application, actor: Actor, reason: str, at: datetime) -> Application:
    """The timetable goes over to what the route reverts to: A to B, B to the national 210 days (T6)."""
    reason = require_text(reason, "reason", "why the timetable reverts")
    with locked(application) as case:
        spec = spec_for(case)
        target = spec.routes[case.route].reverts_to if case.route in spec.routes else ""
        if not target:
            raise RuleRefused("REVERTS", f"The timetable of {case.reference} does not revert to another.")
        move = "revert_to_b" if target in spec.entry_routes else "revert_to_national"
        data = {"from_route": case.route}
        perform(case, move, actor=actor, at=at, reason=reason, data=data, arguments={"route": target})
    return case
