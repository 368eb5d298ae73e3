"""The people and cases of the pages, made once for all rows. `stock` says what each is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from django.contrib.sessions.backends.cached_db import SessionStore
from django.test import Client

from recognition.accounts.models import Assessor, User
from tests.cases.journey import Journey, People, user_of
from tests.e2e.conftest import NAMES

from .stock.cases import CASES

ROLES = {**NAMES, "auditor": "Catherine Bell", "administrator": "Rajesh Mehta"}
T = TypeVar("T")


class House:
    def __init__(self) -> None:
        self.made: dict[Any, Any] = {}
        self.sessions: dict[int, str] = {}

    @cached_property
    def people(self) -> People:
        made = {}
        for role, name in ROLES.items():
            first, last = name.split()
            made[role] = user_of(role, username=role, first_name=first, last_name=last)
        Assessor.objects.create(user=made["assessor"], disciplines=["quality", "clinical"])
        return People(made)

    def case(self, name: str) -> Journey:
        return self.once(("case", name), lambda house: CASES[name](house.people))

    def once(self, key: Any, make: Callable[[House], T]) -> T:
        """What `make` makes, made when first asked for."""
        if key not in self.made:
            self.made[key] = make(self)
        return self.made[key]

    def fill(self) -> None:
        for name in CASES:
            self.case(name)

    def session(self, user: User) -> str:
        """The key of a session in which the person has signed in."""
        if not SessionStore().exists(self.sessions.get(user.pk)):
            client = Client()
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            self.sessions[user.pk] = client.cookies["sessionid"].value
        return self.sessions[user.pk]
