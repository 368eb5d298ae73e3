"""Two acts on two connections, where the second begins while the transaction of the first is open."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from time import monotonic, sleep
from typing import Any

from django.db import connection, transaction

from cases.workflow.refusals import Refused

LONGEST = 20  # seconds, after which a test that hangs says so


def overlap(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Any, Any]:
    """The first commits when the second waits for one of its locks, or is done without. A refusal is an answer."""
    begun, may_commit = Event(), Event()

    def hold() -> Any:
        with transaction.atomic():
            answer = first()
            begun.set()
            assert may_commit.wait(LONGEST)
        return answer

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(_answer, hold, begun)
        assert begun.wait(LONGEST)
        two = pool.submit(_answer, second, Event())
        try:
            _wait_for_lock(two)
        finally:
            may_commit.set()
        return one.result(LONGEST), two.result(LONGEST)


def _answer(act: Callable[[], Any], ended: Event) -> Any:
    try:
        return act()
    except Refused as refused:
        return refused
    finally:
        ended.set()
        connection.close()


def _wait_for_lock(running: Future[Any]) -> None:
    until = monotonic() + LONGEST
    while not running.done():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone():
                return
        assert monotonic() < until, "The second act neither waits for a lock nor ends."
        sleep(0.01)
