"""What the relay has left in the mail folder."""

from __future__ import annotations

import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

SOON = 20


class MailFolder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> list[EmailMessage]:
        return [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in sorted(self.folder.glob("*.eml"), key=_written)
        ]

    def waits_for(self, topic: str, to: str) -> EmailMessage:
        """The newest mail of that topic to that address. Fails where none has come within a while."""
        until = time.monotonic() + SOON
        while time.monotonic() < until:
            for mail in reversed(self.all()):
                if mail["X-Recognition-Topic"] == topic and to in mail["To"]:
                    return mail
            time.sleep(0.2)
        topics = [(mail["X-Recognition-Topic"], mail["To"]) for mail in self.all()]
        raise AssertionError(f"No mail on {topic} came to {to}. There are: {topics}")


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return "" if body is None else body.get_content()


def _written(path: Path) -> int:
    return path.stat().st_mtime_ns
