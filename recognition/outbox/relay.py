"""Sends what is due, one message a transaction.

The row is locked, the mail is sent, the row is marked, and then all of it commits. A relay that is killed in
between leaves the row waiting, so nothing is lost, and at most one mail is repeated, with the Message-ID it had.
Relays pass by each other's locked rows, so any number of them may run.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from recognition.clock import now

from .mail import as_mail, message_id
from .models import Message
from .server import MailServer, Refused, ServerUnreachable
from .waiting import LAST_ATTEMPT, wait_after
from .withhold import why_withheld

log = structlog.get_logger(__name__)

LONGEST_RUN: Final = dt.timedelta(seconds=50)  # beat wakes the next within the minute
UNREACHABLE: Final = 3


def relay_due() -> int:
    """Send until nothing is due, and say how many left.

    After three failures in a row to reach the server the rest is left for the next run, its attempts unspent.
    """
    until = now() + LONGEST_RUN
    sent = unreachable = 0
    with MailServer() as server:
        while unreachable < UNREACHABLE and now() < until:
            try:
                outcome = relay_one(server)
            except ServerUnreachable:
                unreachable += 1
                continue
            if outcome is None:
                break
            sent, unreachable = sent + outcome, 0
    return sent


def relay_one(server: MailServer) -> bool | None:
    """Whether the next message left; None when nothing is due. Raises ServerUnreachable once that is noted."""
    with transaction.atomic():
        message = due(now()).select_for_update(skip_locked=True).first()
        if message is None:
            return None
        why, error = _withheld(message)
        if why:
            _mark_called_off(message, why)
            return False
        error = error or _send(message, server)
    if isinstance(error, ServerUnreachable):
        raise error
    return error is None


def due(at: dt.datetime) -> QuerySet[Message]:
    """Waiting messages whose time has come, each behind any earlier one about the same case."""
    waiting = Message.objects.filter(state=Message.State.WAITING)
    about_the_same = waiting.filter(
        subject_type=OuterRef("subject_type"), subject_id=OuterRef("subject_id"), id__lt=OuterRef("id")
    ).exclude(subject_id="")
    return waiting.filter(~Exists(about_the_same), next_attempt_at__lte=at).order_by("next_attempt_at", "id")


def _withheld(message: Message) -> tuple[str, Exception | None]:
    """Why it may not leave. Where that cannot be told it does not leave either: it is tried again later like any other
    that failed, and stops none behind it."""
    try:
        with transaction.atomic():
            return why_withheld(message), None
    except Exception as error:
        _mark_failed(message, error)
        return "", error


def _send(message: Message, server: MailServer) -> Exception | None:
    """Send and mark; the error, already noted in the row, where that failed."""
    try:
        server.hand_over(as_mail(message))
    except Exception as error:  # a message may fail in any way; none may stop the ones behind it
        _mark_failed(message, error)
        return error
    _mark_sent(message)
    return None


def _mark_sent(message: Message) -> None:
    """With the Message-ID that it bore, by which a bounce finds it, whatever the service's address is then."""
    message.state, message.sent_at, message.last_error = Message.State.SENT, now(), ""
    message.message_id = message_id(message.key)
    message.attempts += 1
    message.save(update_fields=["state", "sent_at", "last_error", "message_id", "attempts"])


def _mark_called_off(message: Message, why: str) -> None:
    message.state, message.last_error = Message.State.CALLED_OFF, why
    message.save(update_fields=["state", "last_error"])


def _mark_failed(message: Message, error: Exception) -> None:
    """What the server refused for good is parked at once; anything else may be better later."""
    message.attempts += 1
    message.last_error = _in_words(error)
    message.next_attempt_at = now() + wait_after(message.attempts, message.key)
    if isinstance(error, Refused) or message.attempts >= LAST_ATTEMPT:
        message.state = Message.State.PARKED
    message.save(update_fields=["attempts", "last_error", "next_attempt_at", "state"])
    log.warning("outbox_message_failed", message_id=message.pk, attempts=message.attempts, state=message.state)


def _in_words(error: Exception) -> str:
    said = str(error) if isinstance(error, Refused | ServerUnreachable) else f"{type(error).__name__}: {error}"
    return said[:2000].replace("\x00", "")
