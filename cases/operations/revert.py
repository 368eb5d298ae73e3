from __future__ import annotations

from datetime import datetime
from typing import Any

from cases.models import Application
from cases.notifications.sections_added import tell_assessors
from cases.queries.case_page import assessments
from cases.queries.rules import spec_for
from cases.queries.sections import sections_left
from cases.workflow.foresight import only_looking
from cases.workflow.lock import locked
from cases.workflow.perform import perform
from cases.workflow.refusals import RuleRefused
from recognition.accounts.actors import Actor
from recognition.routes.spec import RuleSetSpec

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
        more = {row: names for row in assessments(case) if (names := _asked_since(row, spec, target))}
        added = {str(row): names for row, names in more.items()}
        data = {"from_route": case.route, **({"sections_added": added} if added else {})}
        perform(case, move, actor=actor, at=at, reason=reason, data=data, arguments={"route": target})
        if not only_looking():
            tell_assessors(case, more, spec.routes[target].name, by=actor, at=at)
    return case


def _asked_since(row: Any, spec: RuleSetSpec, route: str) -> list[str]:
    """Of what is complete: the sections that keep a grant until they are done, too."""
    return sections_left(row, spec, route) if row.state == "complete" else []
