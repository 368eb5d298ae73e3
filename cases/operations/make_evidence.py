from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from cases.evidence.bundle import Bundle, bundle_of
from cases.models import Application, Decision
from cases.workflow.lock import locked
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import INSPECT
from recognition.audit.record import Subject, record

from .require import require
from .seal import sealed_text


def make_evidence(*, application: Application, actor: Actor, at: datetime, with_documents: bool = False) -> Bundle:
    """Everything that is kept of the case, as it stands under its lock.

    Who made it is an entry of the record, which has the manifest's hash: a forged bundle can be told from it. The case
    does not change by being looked at: its version stays.
    """
    with locked(application) as case:
        require(actor, INSPECT, "Make an evidence bundle")
        bundle = bundle_of(case, _signed(case), with_documents=with_documents)
        record(
            at=at,
            actor=actor,
            subject=Subject("application", str(case.pk), case.reference),
            action="evidence_made",
            from_state=case.state,
            to_state=case.state,
            data={"manifest": bundle.manifest, "documents": len(bundle.documents)},
        )
    return bundle


def _signed(case: Application) -> Iterator[tuple[Decision, str]]:
    rows = case.decisions.filter(state=Decision.State.SIGNED).select_related("recommended_by", "signed_by")
    for row in rows:
        if row.signed_by and row.signed_at:
            yield row, sealed_text(row, signed_by=row.signed_by.get_username(), signed_at=row.signed_at)
