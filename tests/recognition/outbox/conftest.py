from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from recognition.accounts.actors import Actor, person
from recognition.accounts.models import Role, User
from recognition.outbox.enqueue import Draft, enqueue
from recognition.outbox.models import Message

from .server import Letterbox, OnAFreePort

AT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)


def draft(key: str = "reminder:17:3", **given: object) -> Draft:
    usual = {"topic": "reminder", "to": "company@example.org", "to_label": "Northwind", "subject": "A reminder"}
    return Draft(**{"key": key, "body_text": "Please reply."} | usual | given)  # type: ignore[arg-type]


@pytest.fixture
def put() -> Callable[..., Message]:
    """Puts one message into the outbox."""

    def one(key: str = "reminder:17:3", **given: object) -> Message:
        enqueue([draft(key, **given)], at=AT)
        return Message.objects.get(key=key)

    return one


@pytest.fixture
def letterbox(settings) -> Iterator[Letterbox]:
    """A real mail server on a free port, which Django is told to send through."""
    box = Letterbox()
    controller = OnAFreePort(box, hostname="127.0.0.1", port=0)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield box
    controller.stop()


@pytest.fixture
def manager(db) -> Actor:
    return person(User.objects.create(username="mary", role=Role.MANAGER))
