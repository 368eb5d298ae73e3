from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cases.models import Application, State
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import NotPermitted, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import COMPANY, may
from recognition.clock import local_date

from .eligibility_clock import form_deadline
from .facts import set_facts

CONTACTS = frozenset({"contact_name", "contact_email", "contact_phone"})


def change_draft(*, application: Application, actor: Actor, facts: Mapping[str, object], at: datetime) -> Application:
    """Change a draft's answers; once filed, its contacts only."""
    with locked(application) as case:
        require_company(case, actor)
        if case.state != State.DRAFT and not set(facts) <= CONTACTS:
            raise WrongState("DRAFT", f"{case.reference} has been filed: only its contacts can still be changed.")
        changed = set_facts(case, facts, today=local_date(at))
        if changed:
            action = "draft_changed" if case.state == State.DRAFT else "contacts_changed"
            change(case, action, actor=actor, at=at, data={"changed": changed}, clock=form_deadline(case))
    return case


def require_company(application: Application, actor: Actor) -> None:
    """Drafts belong to their company alone. Raises `NotPermitted`."""
    own = actor.client is not None and actor.client.organisation_id == application.organisation_id
    if not (own and may(actor, COMPANY)):
        raise NotPermitted("PERMISSION", "Only the company's own client may change its draft.")
