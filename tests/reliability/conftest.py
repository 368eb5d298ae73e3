from __future__ import annotations

from collections.abc import Iterator
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Any

import pytest

from recognition.outbox.models import Message
from tests.recognition.outbox.server import ACCEPTED, Letterbox, OnAFreePort


class MailServer(Letterbox):
    """A recording SMTP server that answers processes, too: `url` is what EMAIL_URL names it by.

    Of each mail it reads the headers and keeps its id and its key: were ten thousand mails parsed and held, the time
    measured would be the server's and not the relay's.
    """

    def __init__(self) -> None:
        super().__init__()
        self.url = ""
        self.ids: list[str] = []
        self.known_keys: list[str] = []

    @property
    def keys(self) -> list[str]:
        return self.known_keys

    @property
    def repeated(self) -> int:
        return len(self.ids) - len(set(self.ids))

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        session.mails += 1
        mail = BytesHeaderParser().parsebytes(envelope.content)
        said = self.answer(mail)
        if said == ACCEPTED:
            self.ids.append("".join(mail["Message-ID"].split()))
            self.known_keys.append("".join(mail["X-Recognition-Key"].split()))
        return said


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    box = MailServer()
    controller = OnAFreePort(box, hostname="127.0.0.1", port=0)
    controller.start()
    box.url = f"smtp://127.0.0.1:{controller.port}"
    yield box
    controller.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the processes of a test write."""
    return tmp_path


@pytest.fixture(autouse=True)
def _no_backlog(request: pytest.FixtureRequest) -> None:
    """Tasks that an earlier test has left in the broker."""
    request.getfixturevalue("broker")


def nothing_waits() -> bool:
    return not Message.objects.filter(state=Message.State.WAITING).exists()
