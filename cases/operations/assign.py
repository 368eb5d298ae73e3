from __future__ import annotations

from datetime import datetime
from enum import Enum

from cases.models import Application
from cases.models.state import IN_VALIDATION
from cases.queries.conflicts import barred_people
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.accounts.actors import Actor
from recognition.accounts.models import User
from recognition.accounts.permissions import ASSESS, LEAD, VALIDATE, person_may

from .require import require, require_open

NEEDS = {"validator": VALIDATE, "assessor": ASSESS, "lead": LEAD}


class Stays(Enum):
    """Whoever it is now, unlike None, which is nobody."""

    STAYS = "stays"


STAYS = Stays.STAYS
Who = User | None | Stays


def assign(
    *,
    application: Application,
    actor: Actor,
    at: datetime,
    assessor: Who = STAYS,
    lead: Who = STAYS,
    validator: Who = STAYS,
) -> Application:
    """Who validates, assesses and leads. Each must hold the role's permission. After day 0 who validated stays."""
    chosen = {"validator": validator, "assessor": assessor, "lead": lead}
    _able(chosen)
    with locked(application) as case:
        require(actor, LEAD, "Assign people")
        require_open(case, "Assign people")
        before = {part: getattr(case, part) for part in chosen}
        after: dict[str, User | None] = {
            part: before[part] if isinstance(who, Stays) else who for part, who in chosen.items()
        }
        _unbarred(case, chosen)
        _differs(case, before, after)
        for part, who in after.items():
            setattr(case, part, who)
        changed = {part: [str(before[part] or ""), str(after[part] or "")] for part in _shown(before, after)}
        tells = ("assessor", "lead", *(("validator",) if "validator" in changed else ()))
        change(case, "people_assigned", actor=actor, at=at, data={"changed": changed}, tells=tells)
    return case


def _able(chosen: dict[str, Who]) -> None:
    errors = [
        FieldError(part, f"{who} may not do this work. Choose another person.")
        for part, who in chosen.items()
        if isinstance(who, User) and not person_may(who, NEEDS[part])
    ]
    if errors:
        raise InvalidInput(errors)


def _unbarred(case: Application, chosen: dict[str, Who]) -> None:
    barred = [
        FieldError(part, f"{who} cannot be given this case, because of a conflict of interest. Choose another.")
        for part, who in chosen.items()
        if isinstance(who, User) and who.pk in barred_people(case)
    ]
    if barred:
        raise InvalidInput(barred)


def _differs(case: Application, before: dict[str, User | None], after: dict[str, User | None]) -> None:
    if before == after:
        words = "These people are on the case already. Choose others, or leave the page."
        raise InvalidInput([FieldError("assessor", words)])
    if before["validator"] != after["validator"] and case.state not in IN_VALIDATION:
        words = f"{case.reference} is “{case.get_state_display()}”: a validator is chosen from its receipt to day 0."
        raise InvalidInput([FieldError("validator", words)])


def _shown(before: dict[str, User | None], after: dict[str, User | None]) -> list[str]:
    """The validator is named where it changes; who assesses and who leads always are."""
    return [part for part in before if part != "validator" or before[part] != after[part]]
