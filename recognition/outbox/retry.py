from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from recognition.accounts.actors import Actor
from recognition.accounts.permissions import OVERSEE, may
from recognition.audit.record import Subject, record

from .models import Message
from .wake import wake_relay_on_commit


class NotParked(Exception):
    """Only a parked or bounced message can be put back: a waiting one goes by itself, a sent one has gone."""


def retry(*, message: Message, actor: Actor, at: dt.datetime) -> Message:
    """Put a message that was parked or bounced back, with all its attempts before it, and say so in the record.

    Raises PermissionDenied, or NotParked when somebody else was quicker.
    """
    if not may(actor, OVERSEE):
        raise PermissionDenied("Only those who oversee the outbox may put a message back.")
    with transaction.atomic():
        row = Message.objects.select_for_update().get(pk=message.pk)
        before = row.state
        if before not in (Message.State.PARKED, Message.State.BOUNCED):
            raise NotParked(f"This message is {row.get_state_display().lower()}.")
        reason, row.state, row.attempts, row.next_attempt_at = row.last_error, Message.State.WAITING, 0, at
        row.save(update_fields=["state", "attempts", "next_attempt_at"])
        record(
            at=at,
            actor=actor,
            subject=Subject("message", str(row.pk), str(row)),
            action="message_retried",
            from_state=before,
            to_state=Message.State.WAITING,
            data={"key": row.key, "failed_with": reason},
        )
        wake_relay_on_commit()
    return row
