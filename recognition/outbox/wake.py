"""Tells the relay that there is work. Only a courtesy: beat finds the rows when this call is lost."""

from __future__ import annotations

from typing import Final

import structlog
from django.db import connection, transaction

from .broker import send

log = structlog.get_logger(__name__)

RELAY: Final = "recognition.outbox.tasks.relay"


def wake_relay_on_commit() -> None:
    """Once a transaction, however many messages it enqueues."""
    if all(hook[1] is not _wake for hook in connection.run_on_commit):
        transaction.on_commit(_wake)


def _wake() -> None:
    """The broker may be down; what was committed must not look as if it had failed."""
    try:
        send(RELAY)
    except Exception as error:  # whatever the broker's libraries raise
        log.warning("outbox_relay_not_woken", error=str(error))
