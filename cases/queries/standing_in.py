"""Who could take a case from somebody: may do the work, is there on its date, has no conflict, and has the least."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.models import Application
from recognition.accounts.models import Absence, Assessor, User
from recognition.accounts.permissions import ASSESS, LEAD, VALIDATE, person_may

from . import team
from .conflicts import Barred

PERMISSION: Final = {team.VALIDATOR: VALIDATE, team.LEAD: LEAD}


@dataclass(frozen=True, slots=True)
class Expert:
    team: str = ""
    disciplines: frozenset[str] = frozenset()


class Staff:
    """Everybody who is active, read in four queries and then asked for any number of cases. `loads` counts each
    person's open cases."""

    def __init__(self, loads: Mapping[int, team.Load], *, today: date) -> None:
        self.people = {user.pk: user for user in User.objects.filter(is_active=True)}
        rows = Assessor.objects.values_list("user_id", "team", "disciplines")
        self.experts = {user: Expert(name, frozenset(disciplines)) for user, name, disciplines in rows}
        absences = Absence.objects.filter(cancelled_at=None, until_on__gte=today)
        self.absences = list(absences.select_related("user", "deputy"))
        self.away: dict[int, list[Absence]] = {}
        for row in self.absences:
            self.away.setdefault(row.user_id, []).append(row)
        self.barred, self.loads = Barred(), loads

    def could_take(self, case: Application, part: str, holder: int, on: Sequence[date]) -> list[User]:
        """The best first: of the holder's team, a discipline's expert, with the fewest open cases. `on` are the days on
        which the person has to be there."""
        able = [
            user
            for user in self.people.values()
            if user.pk != holder
            and self._may(user, part)
            and not any(self.is_away(user.pk, day) for day in on)
            and not self.barred.bars(user, case)
        ]
        return sorted(able, key=lambda user: (*self._distance(user, holder), self._load(user), str(user), user.pk))

    def is_away(self, person: int, on: date) -> bool:
        return any(row.from_on <= on <= row.until_on for row in self.away.get(person, ()))

    def expert(self, person: int) -> Expert:
        return self.experts.get(person, Expert())

    def _may(self, user: User, part: str) -> bool:
        """A discipline is for those who have it; the case's assessor may be anybody who assesses."""
        known = part in (team.VALIDATOR, team.ASSESSOR, team.LEAD) or part in self.expert(user.pk).disciplines
        return known and person_may(user, PERMISSION.get(part, ASSESS))

    def _distance(self, user: User, holder: int) -> tuple[bool, bool]:
        own, theirs = self.expert(user.pk), self.expert(holder)
        return own.team != theirs.team, user.role != getattr(self.people.get(holder), "role", user.role)

    def _load(self, user: User) -> int:
        return self.loads.get(user.pk, team.Load()).cases
