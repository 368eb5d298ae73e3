"""People who look at cases, signed in, on the day on which the case stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
import time_machine
from django.test import Client

from recognition.accounts.models import User
from tests.cases.journey import REACH, Journey, on_b, user_of


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


@pytest.fixture
def many(db, today) -> dict[str, Journey]:
    """A triage, a case in validation, one running on A, one stopped on B, one overdue, one granted, one draft."""
    made = {
        "triage": REACH["triage"](),
        "validating": REACH["validating"](),
        "running": Journey(facts={"product_name": "Velmora 10 mg"}).assessing().objected(),
        "stopped": on_b(facts={"active_substances": ["zidovudine"]}).asked(),
        "overdue": on_b(approval={"regulator": "US-FDA", "procedure": ""}).overdue(),
        "granted": REACH["granted"](),
        "draft": REACH["draft"](),
    }
    today(made["stopped"])
    return made
