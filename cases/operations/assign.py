from __future__ import annotations

from datetime import datetime

from cases.models import Application
from cases.queries.conflicts import barred_people
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.accounts.actors import Actor
from recognition.accounts.models import User
from recognition.accounts.permissions import ASSESS, LEAD, person_may

from .require import require, require_open


def assign(
    *, application: Application, actor: Actor, assessor: User | None, lead: User | None, at: datetime
) -> Application:
    """Who assesses and who leads. Each must hold the role's permission."""
    errors = [
        FieldError(field, f"{user} may not do this work. Choose another person.")
        for field, user, permission in (("assessor", assessor, ASSESS), ("lead", lead, LEAD))
        if user is not None and not person_may(user, permission)
    ]
    if errors:
        raise InvalidInput(errors)
    with locked(application) as case:
        require(actor, LEAD, "Assign people")
        require_open(case, "Assign people")
        if barred := [
            FieldError(field, f"{user} cannot be given this case, because of a conflict of interest. Choose another.")
            for field, user in (("assessor", assessor), ("lead", lead))
            if user is not None and user.pk in barred_people(case)
        ]:
            raise InvalidInput(barred)
        changed = {
            "assessor": [str(case.assessor or ""), str(assessor or "")],
            "lead": [str(case.lead or ""), str(lead or "")],
        }
        if (case.assessor, case.lead) == (assessor, lead):
            words = "These people are on the case already. Choose others, or leave the page."
            raise InvalidInput([FieldError("assessor", words)])
        case.assessor, case.lead = assessor, lead
        change(case, "people_assigned", actor=actor, at=at, data={"changed": changed}, tells=("assessor", "lead"))
    return case
