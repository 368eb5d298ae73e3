"""The messages of the past, sent by the relay that sends all others: in a demonstration, into its mail folder."""

from __future__ import annotations

from typing import TextIO

from recognition.outbox.models import Message
from recognition.outbox.relay import relay_one
from recognition.outbox.server import MailServer, ServerUnreachable

from .progress import Progress


def send_all(stream: TextIO) -> int:
    """Returns how many left. A server that does not answer ends it: the worker has the rest."""
    progress = Progress("Sending mails", Message.objects.filter(state=Message.State.WAITING).count(), stream)
    sent = 0
    try:
        with MailServer() as server:
            while (outcome := relay_one(server)) is not None:
                sent += outcome
                progress.step()
    except ServerUnreachable:
        pass
    progress.end()
    return sent
