"""Sends what is due, one message a transaction.

The row is locked, the mail is sent, the row is marked, and then all of it commits. A relay that is killed in
between leaves the row waiting, so nothing is lost, and at most one mail is repeated, with the Message-ID it had.
Relays pass by each other's locked rows, so any number of them may run.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import structlog
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from recognition.clock import now

from .mail import as_mail
from .models import Message
from .waiting import LAST_ATTEMPT, wait_after

log = structlog.get_logger(__name__)

LONGEST_RUN: Final = dt.timedelta(seconds=50)  # beat wakes the next within the minute
UNREACHABLE: Final = 3


class ServerUnreachable(Exception):
    """The mail server, not the message, is what failed."""


def relay_due() -> int:
    """Send until nothing is due, and say how many left.

    After three failures in a row to reach the server the rest is left for the next run, its attempts unspent.
    """
    until = now() + LONGEST_RUN
    sent = unreachable = 0
    while unreachable < UNREACHABLE and now() < until:
        try:
            outcome = relay_one()
        except ServerUnreachable:
            unreachable += 1
            continue
        if outcome is None:
            break
        sent, unreachable = sent + outcome, 0
    return sent


def relay_one() -> bool | None:
    """Whether the next message left; None when nothing is due. Raises ServerUnreachable once that is noted."""
    with transaction.atomic():
        message = due(now()).select_for_update(skip_locked=True).first()
        if message is None:
            return None
        error = _send(message)
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


def _send(message: Message) -> Exception | None:
    """Send and mark; the error, already noted in the row, where that failed."""
    try:
        _hand_over(as_mail(message))
    except Exception as error:  # a message may fail in any way; none may stop the ones behind it
        _mark_failed(message, error)
        return error
    message.state, message.sent_at, message.last_error = Message.State.SENT, now(), ""
    message.attempts += 1
    message.save(update_fields=["state", "sent_at", "last_error", "attempts"])
    return None


def _hand_over(mail: EmailMultiAlternatives) -> None:
    """A connection for each mail: a server that hangs up on one then spoils no other."""
    mail.message()  # a mail that cannot be written is known before the server is troubled
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        raise ServerUnreachable(f"the mail server does not answer: {error}") from error
    try:
        connection.send_messages([mail])
    finally:
        connection.close()


def _mark_failed(message: Message, error: Exception) -> None:
    message.attempts += 1
    message.last_error = f"{type(error).__name__}: {error}"[:2000].replace("\x00", "")
    message.next_attempt_at = now() + wait_after(message.attempts, message.key)
    if message.attempts >= LAST_ATTEMPT:
        message.state = Message.State.PARKED
    message.save(update_fields=["attempts", "last_error", "next_attempt_at", "state"])
    log.warning("outbox_message_failed", message_id=message.pk, attempts=message.attempts, state=message.state)
