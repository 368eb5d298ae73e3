from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.operations.require import require
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import READ
from recognition.audit.record import Subject, record


def record_export(*, actor: Actor, kind: str, cases: int, at: datetime) -> None:
    """Cases leave the system in a file: the record says who took how many, and when."""
    require(actor, READ, "Export cases")
    with transaction.atomic():
        subject = Subject("user", actor.identity, actor.label)
        record(at=at, actor=actor, subject=subject, action="cases_exported", data={"kind": kind, "cases": cases})
