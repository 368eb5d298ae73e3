from __future__ import annotations

import structlog
from celery import shared_task
from django.conf import settings

from recognition.clock import now

from .bounces.mailbox import MailboxError, read_mailbox
from .bounces.record import record_bounce
from .relay import relay_due

log = structlog.get_logger(__name__)


@shared_task(name="recognition.outbox.tasks.relay")
def relay() -> int:
    """Send what is due. Woken by `enqueue` and, each minute, by beat; any number may run at once."""
    return relay_due()


@shared_task(name="recognition.outbox.tasks.read_bounces")
def read_bounces() -> int:
    """Record what came back, where a mailbox is named. One that cannot be read is tried again in ten minutes."""
    if not settings.BOUNCE_MAILBOX:
        return 0
    try:
        return read_mailbox(settings.BOUNCE_MAILBOX, lambda content: record_bounce(content, at=now()))
    except MailboxError as error:
        log.error("bounces_not_read", error=str(error))
        return 0
