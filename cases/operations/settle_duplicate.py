from __future__ import annotations

from datetime import datetime

from cases.models import Application, SettledDuplicate, State
from cases.queries.visible import visible_to
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import LEAD, VALIDATE, may
from recognition.clock import LONDON

from .require import require, require_text


def settle_duplicate(
    *, application: Application, actor: Actor, other: str, verdict: str, reason: str, at: datetime
) -> SettledDuplicate:
    """A person says whether two cases are one; it stands on both, and no company learns of it. What was settled stays
    so, but a lead may settle it anew. Raises `InvalidInput` for an `other` (a reference) that the person may not see,
    as for one that is not there."""
    require(actor, VALIDATE, "Settle a suspected duplicate")
    text = require_text(reason, "reason", "the reason", limit=2000)
    if verdict not in SettledDuplicate.Verdict.values:
        raise InvalidInput([FieldError("verdict", "Choose whether it is a duplicate.")])
    found = visible_to(actor).exclude(state=State.DRAFT).exclude(pk=application.pk).filter(reference=other).first()
    if found is None:
        raise InvalidInput([FieldError("other", "There is no such other case.")])
    older, newer = sorted([application.pk, found.pk])
    with locked(older) as first, locked(newer) as second:  # in the order of their keys: two people never wait in a ring
        row = SettledDuplicate.objects.filter(first=first, second=second).first()
        if row is not None and not may(actor, LEAD):
            when = f"{row.settled_at.astimezone(LONDON):%d %B %Y}"
            said = f"“{row.get_verdict_display()}”, said {row.settled_by} on {when}"
            raise NotPermitted("SETTLED", f"This is settled already: {said}. A lead assessor can settle it anew.")
        before = row.verdict if row else ""
        row = row or SettledDuplicate(first=first, second=second)
        row.verdict, row.reason, row.settled_by, row.settled_at = verdict, text, actor.label, at
        row.save()
        for case, counterpart in ((first, second), (second, first)):
            data = {"other": counterpart.reference, "changed": {"verdict": [before, verdict]}}
            change(case, "duplicate_settled", actor=actor, at=at, reason=text, data=data)
    return row
