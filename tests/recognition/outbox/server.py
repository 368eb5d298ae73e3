from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

ACCEPTED = "250 Accepted"


class Letterbox:
    """What arrived, in order. `answer` decides what the server says to a mail before it keeps it, `sender` and
    `recipient` what it says to an address of the envelope."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.senders: list[str] = []
        self.connections = 0
        self.hangs_up_after = 0  # mails of one connection; 0 is never
        self.answer: Callable[[EmailMessage], str] = lambda mail: ACCEPTED
        self.sender: Callable[[str], str] = lambda address: ACCEPTED
        self.recipient: Callable[[str], str] = lambda address: ACCEPTED

    @property
    def keys(self) -> list[str]:
        return [mail["X-Recognition-Key"] for mail in self.mails]

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]) -> Any:
        self.connections += 1
        session.host_name, session.mails = hostname, 0
        return responses

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if self.hangs_up_after and session.mails >= self.hangs_up_after:
            server.transport.abort()
        envelope.mail_from = address
        self.senders.append(address)
        return self.sender(address)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        envelope.rcpt_tos.append(address)
        return self.recipient(address)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        session.mails += 1
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
