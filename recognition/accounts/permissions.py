"""Who may do what, in one table. Moves, pages, API and admin all ask `may`."""

from __future__ import annotations

from typing import Final

from .actors import Actor
from .models import Role, User

READ: Final = "read"
VALIDATE: Final = "validate"
TRIAGE: Final = "triage"
ASSESS: Final = "assess"
LEAD: Final = "lead"
MANAGE: Final = "manage"
SIGN: Final = "sign"
RECORD: Final = "record_for_company"
COMPANY: Final = "act_for_company"
SYSTEM: Final = "act_as_system"
CONFIGURE: Final = "configure_routes"
OVERSEE: Final = "oversee_outbox"
INSPECT: Final = "inspect_record"

BY_ROLE: Final[dict[str, frozenset[str]]] = {
    Role.VALIDATOR: frozenset({READ, VALIDATE, RECORD}),
    Role.ASSESSOR: frozenset({READ, ASSESS, RECORD}),
    Role.LEAD: frozenset({READ, VALIDATE, TRIAGE, ASSESS, LEAD, RECORD, INSPECT}),
    Role.MANAGER: frozenset({READ, VALIDATE, TRIAGE, ASSESS, LEAD, MANAGE, RECORD, OVERSEE, INSPECT}),
    Role.SIGNATORY: frozenset({READ, SIGN}),
    Role.AUDITOR: frozenset({READ, INSPECT}),
    Role.ADMINISTRATOR: frozenset({CONFIGURE}),
}


def may(actor: Actor, permission: str) -> bool:
    """Whether the actor holds the permission at all; which cases it reaches is `visible_to`'s answer."""
    if actor.is_system:
        return permission == SYSTEM
    if actor.client is not None:
        return permission == COMPANY
    user = actor.user
    return user is not None and person_may(user, permission)


def person_may(user: User, permission: str) -> bool:
    """The same of a member of staff who does not act just now, such as one who is about to be given a case."""
    return user.is_active and permission in BY_ROLE.get(user.role, frozenset())
