from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recognition.outbox.models import Message
from tests.recognition.outbox.server import Letterbox, OnAFreePort


class MailServer(Letterbox):
    """A recording SMTP server that answers processes, too: `url` is what EMAIL_URL names it by."""

    url = ""

    @property
    def ids(self) -> list[str]:
        return [mail["Message-ID"] for mail in self.mails]

    @property
    def repeated(self) -> int:
        return len(self.ids) - len(set(self.ids))


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
