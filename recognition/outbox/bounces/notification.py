"""What a delivery status notification (RFC 3464) says, as plain values. Whoever may write to us may forge one, so
nothing in it is believed but a Message-ID of ours, which only the mail's own reader and its servers have seen."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Final

LARGEST: Final = 1024 * 1024  # bytes read of a notification: the mail that it returns may be longer
LONGEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Failure:
    """One mail that was given up: its Message-ID, the status (RFC 3463, such as 5.1.1) and the server's words."""

    message_id: str
    status: str
    said: str

    def __str__(self) -> str:
        return f"{self.status} {self.said}".strip()


def failure_in(content: bytes) -> Failure | None:
    """None where this is no notification, or none of a final failure: a delay is no failure yet."""
    mail = email.message_from_bytes(content[:LARGEST], policy=email.policy.compat32)
    if mail.get_content_type() != "multipart/report" or not mail.is_multipart():
        return None
    failed = next((block for block in _recipients(mail) if _field(block, "Action").lower() == "failed"), None)
    message_id = _original_id(mail)
    if failed is None or not message_id:
        return None
    said = _field(failed, "Diagnostic-Code").partition(";")[2] or _field(failed, "Diagnostic-Code")
    return Failure(message_id, _field(failed, "Status").split(" ")[0][:11], " ".join(said.split())[:LONGEST])


def _recipients(mail: Message) -> Iterator[Message]:
    """The blocks about a recipient: those of the status part after its first, which is about the message."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            blocks = part.get_payload()
            yield from (block for block in blocks if isinstance(block, Message))


def _original_id(mail: Message) -> str:
    """From the returned mail, or the returned header alone; never from the notification's own header."""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.is_multipart():
            return _field(part.get_payload(0), "Message-ID")  # type: ignore[arg-type]
        if kind in ("text/rfc822-headers", "message/rfc822-headers"):
            payload = part.get_payload(decode=True)
            return _field(email.message_from_bytes(payload), "Message-ID") if isinstance(payload, bytes) else ""
    return ""


def _field(block: Message, name: str) -> str:
    return str(block.get(name, "")).replace("\x00", "").strip()
