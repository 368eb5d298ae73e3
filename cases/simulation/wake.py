"""Tells the workers that there is work. Only a courtesy: beat finds the rows when this call is lost."""

from __future__ import annotations

from typing import Final

import structlog
from celery import current_app

log = structlog.get_logger(__name__)

WORKERS: Final = 2  # tasks that share one simulation: its rows are claimed, so any number may
# Celery's own connection would try for seconds while a person waits for their page.
ONE_TRY: Final = {"max_retries": 0, "socket_connect_timeout": 1, "socket_timeout": 1}


def wake_simulation(key: int) -> None:
    _send("cases.tasks.simulate", key, WORKERS)


def wake_move(key: int) -> None:
    _send("cases.tasks.move_cases", key, 1)


def _send(task: str, key: int, times: int) -> None:
    """The broker may be down; what was committed must not look as if it had failed."""
    try:
        with current_app.connection_for_write(transport_options=ONE_TRY) as broker:
            for _ in range(times):
                current_app.send_task(task, args=[key], connection=broker, retry=False)
    except Exception as error:  # kombu, redis and socket errors have no base of their own
        log.warning("workers_not_woken", task=task, error=str(error))
