"""What beat starts. Nothing is planned in memory: every task scans rows, so a missed night is caught up."""

from __future__ import annotations

from celery import shared_task

from cases.operations.sweep import sweep as run_sweep
from recognition.clock import now


@shared_task(name="cases.tasks.sweep")
def sweep() -> dict[str, int]:
    """Every five minutes: overdue replies, dates that moved by themselves, reminders whose day has come."""
    return run_sweep(at=now())
