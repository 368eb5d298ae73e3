"""What beat starts. Nothing is planned in memory: every task scans rows, so a missed night is caught up."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from celery import shared_task

from cases.nightly.check import check_tonight
from cases.operations import check_documents as documents
from cases.operations.bulk import work as bulk
from cases.operations.clear_text_drafts import clear_text_drafts as run_clear_text_drafts
from cases.operations.learn_search_words import learn_search_words
from cases.operations.move_cases import move_cases as run_move
from cases.operations.move_cases import unfinished
from cases.operations.scan_documents import scan_pending
from cases.operations.sweep import sweep as run_sweep
from cases.operations.tell_views import tell_views as run_tell_views
from cases.simulation.wake import wake_bulk, wake_move, wake_simulation
from cases.simulation.work import work
from recognition.clock import now

LONGEST_RUN: Final = timedelta(minutes=7)  # below the task's own limit, with room for the largest file


@shared_task(name="cases.tasks.sweep")
def sweep() -> dict[str, int]:
    """Every five minutes: overdue replies, dates that moved by themselves, reminders whose day has come."""
    return run_sweep(at=now())


@shared_task(name="cases.tasks.learn_search_words")
def learn_words() -> int:
    """Every five minutes: the words of new products and substances, for a search that forgives typing mistakes."""
    return learn_search_words(at=now())


@shared_task(name="cases.tasks.tell_views")
def tell_views() -> int:
    """Every five minutes: saved views that are no longer empty, to those who wanted to be told."""
    return run_tell_views(at=now())


@shared_task(name="cases.tasks.clear_text_drafts")
def clear_text_drafts() -> dict[str, int]:
    """Each hour: who had a place open, and typed text that is saved by now. No text that is nowhere else."""
    return run_clear_text_drafts(at=now())


@shared_task(name="cases.tasks.night_check")
def night_check() -> int:
    """Woken each five minutes: goes on with the day's check until it has looked at every case."""
    return check_tonight(at=now())


@shared_task(name="cases.tasks.scan")
def scan() -> int:
    """Twice a minute: papers that the virus scanner has not seen yet."""
    return scan_pending(clock=now, until=now() + LONGEST_RUN)


@shared_task(name="cases.tasks.check_documents")
def check_documents() -> dict[str, int]:
    """At night: every paper read again and held against its hash."""
    read, damaged = documents.check_documents(clock=now, until=now() + LONGEST_RUN)
    return {"read": read, "damaged": damaged}


@shared_task(name="cases.tasks.simulate")
def simulate(simulation: int) -> int:
    """One worker's share of a simulation: as many of its rows as it can claim."""
    return work(simulation, now=now)


@shared_task(name="cases.tasks.move_cases")
def move_cases(simulation: int) -> int:
    """The cases that go over to a version that was published."""
    return run_move(simulation, now=now)


@shared_task(name="cases.tasks.work_bulk_run")
def work_bulk_run(run: int) -> int:
    """One worker's share of an act on many cases: as many of its rows as it can claim."""
    return bulk.work(run, now=now)


@shared_task(name="cases.tasks.resume_bulk_runs")
def resume_bulk_runs() -> list[int]:
    """Each minute: acts on many cases that a worker that died has left, or that nobody was woken for."""
    left = bulk.unfinished(at=now())
    for key in left:
        wake_bulk(key)
    return left


@shared_task(name="cases.tasks.resume_rule_work")
def resume_rule_work() -> dict[str, list[int]]:
    """Each minute: what a worker that died has left, or one that was never woken would have done."""
    left = unfinished(at=now())
    for key in left["simulations"]:
        wake_simulation(key)
    for key in left["moves"]:
        wake_move(key)
    return left
