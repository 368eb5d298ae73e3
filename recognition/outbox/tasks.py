from __future__ import annotations

from celery import shared_task

from .relay import relay_due


@shared_task(name="recognition.outbox.tasks.relay")
def relay() -> int:
    """Send what is due. Woken by `enqueue` and, each minute, by beat; any number may run at once."""
    return relay_due()
