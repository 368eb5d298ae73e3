from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

ACCEPTED = "250 Accepted"


class Letterbox:
    """What arrived, in order. `answer` decides what the server says to a mail before it keeps it."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer: Callable[[EmailMessage], str] = lambda mail: ACCEPTED

    @property
    def keys(self) -> list[str]:
        return [mail["X-Recognition-Key"] for mail in self.mails]

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mail: EmailMessage = email.message_from_bytes(envelope.content, policy=email.policy.default)
        said = self.answer(mail)
        if said == ACCEPTED:
            self.mails.append(mail)
        return said


class OnAFreePort(Controller):
    """The system chooses the port, so that tests in parallel do not meet."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()
