"""Tells the relay that there is work. Only a courtesy: beat finds the rows when this call is lost."""

from __future__ import annotations

from typing import Final

import structlog
from celery import current_app
from django.db import connection, transaction

from .tasks import relay

log = structlog.get_logger(__name__)

# Celery's own connection would try for seconds while a person waits for their page.
ONE_TRY: Final = {"max_retries": 0, "socket_connect_timeout": 1, "socket_timeout": 1}


def wake_relay_on_commit() -> None:
    """Once a transaction, however many messages it enqueues."""
    if all(hook[1] is not _wake for hook in connection.run_on_commit):
        transaction.on_commit(_wake)


def _wake() -> None:
    """The broker may be down; what was committed must not look as if it had failed."""
    try:
        with current_app.connection_for_write(transport_options=ONE_TRY) as broker:
            relay.apply_async(connection=broker, retry=False)  # type: ignore[call-arg]
    except Exception as error:  # kombu, redis and socket errors have no base of their own
        log.warning("outbox_relay_not_woken", error=str(error))
