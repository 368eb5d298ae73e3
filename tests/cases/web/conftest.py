"""People who look at cases, signed in, on the day on which the case stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
import time_machine
from django.test import Client

from recognition.accounts.models import User
from tests.cases.journey import Journey, user_of


@pytest.fixture
def today() -> Iterator[Callable[[Journey], None]]:
    """Makes it noon of the day that the journey has come to."""
    with ExitStack() as stack:
        yield lambda journey: stack.enter_context(time_machine.travel(journey.at, tick=False)) and None


@pytest.fixture
def sign_in(client: Client) -> Callable[[str | User], User]:
    """Signs in the person given, or a new one of that role."""

    def enter(who: str | User) -> User:
        user = user_of(who) if isinstance(who, str) else who
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return user

    return enter
