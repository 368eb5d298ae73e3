"""Mails to those whose complete assessment lacks sections, because the timetable has gone over to a route that asks
for more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from cases.models import Application, Assessment
from recognition.accounts.actors import Actor
from recognition.clock import local_date

from .personal import send
from .readers import readers
from .roster import Roster

TOPIC: Final = "sections_added"


def tell_assessors(
    case: Application, added: Mapping[Assessment, Sequence[str]], route: str, *, by: Actor, at: datetime
) -> None:
    """`added` are the names of sections by assessment. One mail a person, of all their disciplines; who reverted the
    timetable knows."""
    roster = Roster(today=local_date(at))
    about = {"subject_type": "application", "subject_id": str(case.pk)}
    for person in dict.fromkeys(row.assessor for row in added if row.assessor and row.assessor != by.user):
        own = [(str(row), names) for row, names in added.items() if row.assessor == person]
        for user, away in readers(case, [person], roster):
            key, values = f"{TOPIC}-{case.pk}-{case.route}-{person.pk}", {"application": case, "route": route}
            values |= {"added": own, "away": away}
            send(key, TOPIC, user, "emails/sections_added.txt", values, at, **about)
