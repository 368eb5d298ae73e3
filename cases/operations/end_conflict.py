from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.models import Application, Conflict
from cases.notifications.personal import tell
from cases.queries.visible import sees
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import NotPermitted, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import LEAD, may
from recognition.audit.record import Subject, record

from .require import require_text


def end_conflict(*, conflict: Conflict, actor: Actor, reason: str, at: datetime) -> Conflict:
    """A lead or a manager ends it, who is not the person concerned. They are told, and see the case again; what they
    were released from is not given back to them."""
    words = require_text(reason, "reason", "why the conflict has ended")
    with transaction.atomic():
        if conflict.application_id is None:
            return _end(conflict, None, actor, words, at)
        with locked(conflict.application_id) as case:
            return _end(conflict, case, actor, words, at)


def _end(conflict: Conflict, case: Application | None, actor: Actor, reason: str, at: datetime) -> Conflict:
    row = Conflict.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=conflict.pk)
    if actor.user is None or not may(actor, LEAD) or actor.user == row.person or not _may_see(actor, row, case):
        raise NotPermitted("PERMISSION", "A lead or a manager ends a conflict of interest, never who it is about.")
    if row.ended_at is not None:
        raise WrongState("STATE", f"This conflict was ended by {row.ended_by} already.")
    row.ended_at, row.ended_by, row.reason = at, actor.user, reason
    row.save(update_fields=["ended_at", "ended_by", "reason"])
    tell(row, "conflict_ended", at=at)
    data = {"person": str(row.person), "conflict": row.pk}
    if case is not None:
        case.held_barred = None
        change(case, "conflict_ended", actor=actor, at=at, reason=reason, data=data, tells=("lead", "manager"))
    else:
        subject = Subject("organisation", str(row.organisation_id), str(row.organisation))
        record(at=at, actor=actor, subject=subject, action="conflict_ended", reason=reason, data=data)
    return row


def _may_see(actor: Actor, row: Conflict, case: Application | None) -> bool:
    """Of a company: who has no conflict with it."""
    if case is not None:
        return sees(actor, case)
    own = Conflict.objects.filter(person=actor.user, organisation=row.organisation_id, ended_at=None)
    return not own.exists()
