"""The people on a case: who has it as what and since when, who is away, who may not have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest

from cases.models import Application, Discipline
from cases.queries import case_page
from cases.queries.case_people import absences, profiles, sees_conflicts, since
from cases.queries.conflicts import barred_people, touching
from recognition.accounts.models import Absence, User
from recognition.clock import LONDON

from .frame import Frame
from .words import day

PARTS = {"validator": "Validator", "assessor": "Assessor", "lead": "Lead assessor"}


@dataclass(frozen=True, slots=True)
class Place:
    """One thing to be done on the case, and whose it is."""

    part: str
    name: str
    person: User | None
    said: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    person: User | None
    said: str
    since: str
    team: str
    disciplines: str
    away: str
    is_away: bool


def people_section(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    case, today = frame.case, frame.standing.today
    places = list(_places(case))
    people = {place.person for place in places if place.person}
    given, away, known, barred = since(case), absences(people, today=today), profiles(people), barred_people(case)
    rows = []
    for place in places:
        key = place.person.pk if place.person else 0
        absence = away.get(key)
        profile, at = known.get(key), place.at or given.get((place.part, str(place.person)))
        rows.append(
            Row(
                name=place.name,
                person=place.person,
                said=place.said,
                since=day(at.astimezone(LONDON).date()) if at and place.person else "",
                team=profile.team if profile else "",
                disciplines=", ".join(_discipline(code) for code in profile.disciplines) if profile else "",
                away=_away(absence, barred, today) if absence else "",
                is_away=absence is not None and absence.from_on <= today,
            )
        )
    sees = sees_conflicts(frame.actor)
    return {
        "rows": rows,
        "assign": frame.about("assign").get(""),
        "sees_conflicts": sees,
        "conflicts": list(touching(case)) if sees else [],
    }


def _places(case: Application) -> Iterator[Place]:
    for part, name in PARTS.items():
        yield Place(part, name, getattr(case, part))
    for row in case_page.assessments(case):
        yield Place(row.discipline, f"{row} assessment", row.assessor, row.get_state_display())
    decision = case_page.decisions(case).first()
    if decision is None:
        yield Place("signatory", "Signatory", None, "Nothing is recommended yet")
    elif decision.signed_by:
        yield Place("signatory", "Signatory", decision.signed_by, "Signed", decision.signed_at)
    else:
        waits = f"Recommended by {decision.recommended_by}: any other signatory may sign"
        yield Place("signatory", "Signatory", None, waits if decision.state == "recommended" else "Returned")


def _discipline(code: str) -> str:
    return str(Discipline(code).label).lower() if code in Discipline.values else code


def _away(absence: Absence, barred: frozenset[int], today: date) -> str:
    """Who is away has a tag that says so."""
    until = day(absence.until_on)
    days = f"Until {until}" if absence.from_on <= today else f"Away from {day(absence.from_on)} to {until}"
    if absence.deputy_id in barred:
        return f"{days}. {absence.deputy} may not see this case, so the next in line is told"
    return f"{days}. {absence.deputy} stands in"
