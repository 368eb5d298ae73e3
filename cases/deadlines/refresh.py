"""Dates that move by themselves: a pending one that has passed, and the forecast of a clock that stands."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet

from cases.models import Application, Deadline

from .claim import in_batches
from .remind import Batch, Leave


def passed_deadlines(*, today: date) -> QuerySet[Deadline]:
    """Still called pending, and their day is over: read from the index `deadline_pending`."""
    rows = Deadline.objects.filter(is_open=True, status=Deadline.Status.PENDING, due_on__lt=today)
    return rows.order_by("due_on", "id")


def old_forecasts(*, today: date) -> QuerySet[Deadline]:
    """Of a standing clock, and computed for a day before: read from the index `deadline_forecast`."""
    rows = Deadline.objects.filter(is_open=True, status=Deadline.Status.STOPPED, as_of__lt=today)
    return rows.order_by("as_of", "id")


def refresh(*, today: date, at: datetime) -> int:
    """Keep again the dates that no longer say what the ledger says on `today`; returns of how many cases."""

    def work(cases: list[Application], leave: Leave) -> int:
        return len(Batch(cases, today=today, at=at, leave=leave).plans)

    return sum(in_batches(due(today=today), work) for due in (passed_deadlines, old_forecasts))
