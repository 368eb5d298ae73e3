"""What beat starts. Nothing is planned in memory: every task scans rows, so a missed night is caught up."""

from __future__ import annotations

from celery import shared_task

from cases.nightly.check import check_tonight
from cases.operations.learn_search_words import learn_search_words
from cases.operations.sweep import sweep as run_sweep
from recognition.clock import now


@shared_task(name="cases.tasks.sweep")
def sweep() -> dict[str, int]:
    """Every five minutes: overdue replies, dates that moved by themselves, reminders whose day has come."""
    return run_sweep(at=now())


@shared_task(name="cases.tasks.learn_search_words")
def learn_words() -> int:
    """Every five minutes: the words of new products and substances, for a search that forgives typing mistakes."""
    return learn_search_words(at=now())


@shared_task(name="cases.tasks.night_check")
def night_check() -> int:
    """Woken each five minutes: goes on with the day's check until it has looked at every case."""
    return check_tonight(at=now())
