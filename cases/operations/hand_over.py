from __future__ import annotations

from datetime import datetime

from cases.models import Application, Assessment, Discipline
from cases.models.state import IN_VALIDATION
from cases.queries.conflicts import barred_people
from cases.queries.team import ASSESSOR, LEAD, VALIDATOR
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, WrongState
from recognition.accounts import permissions
from recognition.accounts.actors import Actor
from recognition.accounts.models import User

from .assign import assign
from .require import require, require_open, require_state

WHAT = "Hand the case over"


def hand_over(
    *, application: Application, part: str, holder: User, to: User, actor: Actor, reason: str, at: datetime
) -> Application:
    """One part of a case (`validator`, `assessor`, `lead` or a discipline) goes from who holds it to another person.

    Raises `WrongState` where the holder has it no longer: somebody else was quicker, or it was done already.
    """
    with locked(application) as case:
        require(actor, permissions.LEAD, WHAT)
        require_open(case, WHAT)
        if part in (ASSESSOR, LEAD):
            _still(case, getattr(case, part), holder)
            people = {ASSESSOR: case.assessor, LEAD: case.lead, part: to}
            assign(application=case, actor=actor, at=at, assessor=people[ASSESSOR], lead=people[LEAD])
        elif part == VALIDATOR:
            require_state(case, IN_VALIDATION, WHAT)
            _still(case, case.validator, holder)
            _able(case, to, permissions.VALIDATE)
            case.validator = to
            _told(case, part, holder, to, actor, reason, at)
        else:
            _discipline(case, part, holder, to, actor, reason, at)
    return case


def _discipline(case: Application, part: str, holder: User, to: User, actor: Actor, reason: str, at: datetime) -> None:
    row = case.assessments.exclude(state=Assessment.State.COMPLETE).filter(discipline=part).first()
    if part not in Discipline.values or row is None:
        raise WrongState("STATE", f"{WHAT}: not possible, because its assessment is complete or not on the case.")
    _still(case, row.assessor, holder)
    _able(case, to, permissions.ASSESS)
    row.assessor = to
    row.save(update_fields=["assessor"])
    _told(case, part, holder, to, actor, reason, at)


def _still(case: Application, now: User | None, holder: User) -> None:
    if now != holder:
        has = f"{now} has it now" if now else "nobody has it now"
        raise WrongState("HOLDER", f"{case.reference} is no longer with {holder}: {has}.")


def _able(case: Application, to: User, permission: str) -> None:
    if not permissions.person_may(to, permission):
        raise InvalidInput([FieldError("to", f"{to} may not do this work. Choose another person.")])
    if to.pk in barred_people(case):
        words = f"{to} cannot be given this case, because of a conflict of interest. Choose another."
        raise InvalidInput([FieldError("to", words)])


def _told(case: Application, part: str, holder: User, to: User, actor: Actor, reason: str, at: datetime) -> None:
    tells = (VALIDATOR,) if part == VALIDATOR else ()
    data = {"changed": {part: [str(holder), str(to)]}}
    change(case, "people_assigned", actor=actor, at=at, reason=reason, data=data, tells=tells)
