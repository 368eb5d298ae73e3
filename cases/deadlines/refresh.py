"""Dates that move by themselves: a pending one that has passed, and the forecast of a clock that stands."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from cases.models import Application, Deadline

from .plan import replan


def stale_cases(*, today: date, limit: int = 10_000) -> list[int]:
    """Keys of cases whose kept dates no longer say what the ledger says on `today`."""
    passed = Q(status=Deadline.Status.PENDING, due_on__lt=today)
    forecast = Q(status=Deadline.Status.STOPPED, as_of__lt=today)
    rows = Deadline.objects.filter(passed | forecast, is_open=True).order_by("application_id")
    return list(rows.values_list("application_id", flat=True).distinct()[:limit])


def refresh(case: int, *, today: date) -> None:
    with transaction.atomic():
        application = Application.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=case).first()
        if application is not None:
            replan(application, today=today)
