"""A bounce is written on its message once, with an entry of the record: who was told is a question of law."""

from __future__ import annotations

import datetime as dt

import structlog
from django.db import transaction

from recognition.accounts.actors import system
from recognition.audit.record import Subject, record
from recognition.outbox.models import Message

from .notification import Failure, failure_in

log = structlog.get_logger(__name__)
READER = system("bounces")


def record_bounce(content: bytes, *, at: dt.datetime) -> bool:
    """Whether this was the bounce of a message of ours that had not been recorded yet."""
    failure = failure_in(content)
    if failure is None:
        return False
    with transaction.atomic():
        message = _bounced(failure)
        if message is None:
            log.info("bounce_of_no_message", message_id=failure.message_id[:200])
            return False
        _mark(message, failure, at)
    log.warning("outbox_message_bounced", message_id=message.pk, status=failure.status)
    return True


def _bounced(failure: Failure) -> Message | None:
    """One that was sent. A waiting one was put back after an earlier bounce: this is that bounce again."""
    sent = Message.objects.filter(message_id=failure.message_id, state=Message.State.SENT)
    return sent.select_for_update().first()


def _mark(message: Message, failure: Failure, at: dt.datetime) -> None:
    message.state, message.bounced_at, message.last_error = Message.State.BOUNCED, at, str(failure)
    message.save(update_fields=["state", "bounced_at", "last_error"])
    record(
        at=at,
        actor=READER,
        subject=Subject("message", str(message.pk), str(message)),
        action="message_bounced",
        from_state=Message.State.SENT,
        to_state=Message.State.BOUNCED,
        data={"key": message.key, "status": failure.status, "said": failure.said},
    )
