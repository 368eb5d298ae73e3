from __future__ import annotations

from celery import shared_task

from .relay import relay_due


@shared_task(name="recognition.webhooks.tasks.relay")
def relay() -> int:
    """Deliver what is due. Woken by `enqueue_event` and, each minute, by beat; any number may run at once."""
    return relay_due()
