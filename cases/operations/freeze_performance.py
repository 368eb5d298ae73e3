from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.models import PerformanceSnapshot
from cases.queries.performance.period import Period
from cases.queries.performance.report import frozen, report, seal
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import MANAGE
from recognition.audit.record import Subject, read_up_to, record
from recognition.clock import local_date

from .require import require


def freeze_performance(*, period: Period, actor: Actor, at: datetime) -> PerformanceSnapshot:
    """Keeps the figures of a period that is over, as the record stands now. The record is held for the moment in which
    the cut-off is read, not while the figures are made of what lies before it."""
    require(actor, MANAGE, "Freeze the figures of a period")
    if actor.user is None:
        raise NotPermitted("PERMISSION", "A person freezes the figures of a period.")
    if period.last_on >= local_date(at):
        words = f"{period.words} is not over. Freeze it after {period.last_on.day} {period.last_on:%B %Y}."
        raise InvalidInput([FieldError("period", words)])
    with transaction.atomic():
        read_to, cut_off = read_up_to()
    found = frozen(report(period, upto=read_to), cut_off=cut_off)
    with transaction.atomic():
        row = PerformanceSnapshot.objects.create(**found, sha256=seal(found), frozen_by=actor.user, frozen_at=at)
        data = {"period": period.code, "read_to": read_to, "version": row.version, "sha256": row.sha256}
        subject = Subject("performance_snapshot", str(row.pk), period.words)
        record(at=at, actor=actor, subject=subject, action="performance_frozen", data=data)
    return row
