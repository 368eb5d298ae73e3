"""Sends a task by name over a connection that this process keeps: to make one takes longer than to send.

A broker that is down is tried twice, for a second each, while a person waits for their page.
"""

from __future__ import annotations

from typing import Final

from celery import current_app
from kombu.pools import producers

PATIENCE: Final = {"max_retries": 0, "socket_connect_timeout": 1, "socket_timeout": 1}
ONCE_MORE: Final = {"max_retries": 1, "interval_start": 0, "interval_step": 0}  # the kept connection may have ended


def send(task: str, *args: int) -> None:
    """Raises what kombu, redis or the socket raise: they have no base of their own."""
    connection = current_app.connection_for_write(transport_options=PATIENCE)
    with producers[connection].acquire(block=True, timeout=1) as producer:
        current_app.send_task(task, args=args, producer=producer, retry=True, retry_policy=ONCE_MORE)
