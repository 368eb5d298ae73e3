from __future__ import annotations

from datetime import datetime

from cases.models import Application
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import LEAD

from .require import require, require_open, require_text


def prioritise(*, application: Application, actor: Actor, priority: str, reason: str, at: datetime) -> Application:
    """What is to be worked first, and why. It orders lists; no date follows from it, and no company is told."""
    if priority not in Application.Priority.values:
        raise InvalidInput([FieldError("priority", "Select normal or high.")])
    why = require_text(reason, "reason", "the reason", limit=500)
    with locked(application) as case:
        require(actor, LEAD, "Change the priority")
        require_open(case, "Change the priority")
        if case.priority == priority:
            now = case.get_priority_display().lower()
            raise InvalidInput([FieldError("priority", f"The priority of {case.reference} is {now} already.")])
        changed = {"priority": [case.priority, priority]}
        case.priority, case.priority_reason = priority, why
        change(case, "priority_changed", actor=actor, at=at, reason=why, data={"changed": changed})
    return case
