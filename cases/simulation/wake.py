"""Tells the workers that there is work. Only a courtesy: beat finds the rows when this call is lost."""

from __future__ import annotations

from typing import Final

import structlog

from recognition.outbox.broker import send

log = structlog.get_logger(__name__)

WORKERS: Final = 2  # tasks that share one simulation: its rows are claimed, so any number may


def wake_simulation(key: int) -> None:
    _send("cases.tasks.simulate", key, WORKERS)


def wake_move(key: int) -> None:
    _send("cases.tasks.move_cases", key, 1)


def wake_bulk(key: int) -> None:
    _send("cases.tasks.work_bulk_run", key, WORKERS)


def _send(task: str, key: int, times: int) -> None:
    """The broker may be down; what was committed must not look as if it had failed."""
    try:
        for _ in range(times):
            send(task, key)
    except Exception as error:  # whatever the broker's libraries raise
        log.warning("workers_not_woken", task=task, error=str(error))
