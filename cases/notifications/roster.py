"""Who is there today: the staff, who is away, who stands in for them, and who wants one mail a morning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.models import Application
from cases.queries.conflicts import Barred
from cases.queries.visible import sees
from recognition.accounts.actors import person
from recognition.accounts.models import Absence, ReminderDelivery, User

NEXT_IN_LINE: Final = {"validator": "lead", "assessor": "lead", "lead": "manager"}


@dataclass(frozen=True, slots=True)
class Duty:
    """Whose duty it is, and who is told: the person, or who stands in for them."""

    person: User
    reader: User

    @property
    def is_deputed(self) -> bool:
        return self.person != self.reader


class Roster:
    """Read in four queries, and then asked for any number of cases."""

    def __init__(self, *, today: date) -> None:
        self.people = {user.pk: user for user in User.objects.filter(is_active=True)}
        self.deputies = current_deputies(today=today)
        self.barred = Barred()
        digests = ReminderDelivery.objects.filter(choice=ReminderDelivery.Choice.DIGEST)
        self.digests = frozenset(digests.values_list("user_id", flat=True))

    def duties(self, application: Application, word: str) -> list[Duty]:
        """Those behind `assessor`, `lead`, `validator`, `manager` or `signatory`. Where a case has no such person, or
        nobody can be reached in their place, it is the next in line; where there is none, the person all the same."""
        named = list(self._named(application, word))
        found = [Duty(one, reader) for one in named if (reader := self.reader(one, application))]
        following = NEXT_IN_LINE.get(word)
        if found or following is None:
            return found or [Duty(one, one) for one in named if self._sees(one, application)]
        return self.duties(application, following)

    def reader(self, user: User, application: Application) -> User | None:
        """The person, or the first along the chain of deputies who is there. None where the chain ends in somebody who
        is away with nobody in their place, comes back to its start, or reaches one who may not see the case."""
        passed: set[int] = set()
        while user.pk in self.deputies and user.pk not in passed:
            passed.add(user.pk)
            deputy = self.people.get(self.deputies[user.pk])
            if deputy is None:
                return None
            user = deputy
        is_there = user.pk not in passed
        return user if is_there and self._sees(user, application) else None

    def _sees(self, user: User, application: Application) -> bool:
        return sees(person(user), application, barred=self.barred)

    def _named(self, application: Application, word: str) -> Iterator[User]:
        key = getattr(application, f"{word}_id", None) if word in ("assessor", "lead", "validator") else None
        if key in self.people:
            yield self.people[key]
        elif word not in ("assessor", "lead"):
            yield from (user for user in self.people.values() if user.role == word)


def current_deputies(*, today: date) -> dict[int, int]:
    """By the person who is away today, who stands in."""
    away = Absence.objects.filter(cancelled_at=None, from_on__lte=today, until_on__gte=today)
    return dict(away.order_by("pk").values_list("user_id", "deputy_id"))
