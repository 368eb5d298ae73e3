"""The team's work: who holds what, what is due in the coming weeks, who is away, and which cases will miss a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.models import Application, Discipline
from cases.queries.standing_in import Staff
from cases.queries.team import ASSESSOR, LEAD, VALIDATOR, Danger, Load, Team, in_danger, team_of_all, weeks_from
from cases.queries.visible import visible_to
from cases.queries.worklist_rows import known_routes, open_deadlines
from recognition.accounts import permissions
from recognition.accounts.actors import Actor
from recognition.accounts.models import Absence, User
from recognition.accounts.permissions import may
from recognition.clock import today
from recognition.forms import GovForm

from .charts import FULL, Chart, chart
from .people import reader
from .words import day
from .worklist_row import Due, due_of

MOST: Final = 50
OFFERED: Final = 3
ANY, NO_TEAM = "", "none"
PARTS: Final = {VALIDATOR: "Validator", ASSESSOR: "Assessor", LEAD: "Lead assessor", **dict(Discipline.choices)}


class TeamForm(GovForm, forms.Form):
    team = forms.ChoiceField(label="Team", required=False)
    person = forms.TypedChoiceField(label="Person", required=False, coerce=int, empty_value=None)
    route = forms.ChoiceField(label="Route", required=False)

    def __init__(self, *args: Any, teams: Iterable[str], people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(name, name) for name in sorted(set(teams)) if name]
        field: Any = self.fields["team"]
        field.choices = [(ANY, "Any"), *named, (NO_TEAM, "In no team")]
        field = self.fields["person"]
        field.choices = [("", "Any"), *sorted(((str(one.pk), str(one)) for one in people), key=lambda row: row[1])]
        field = self.fields["route"]
        field.choices = [("", "Any"), *known_routes()]


@dataclass(frozen=True, slots=True)
class Member:
    user: User
    load: Load
    holds: str
    away: str


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    load: Load
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a part of a case, until when they are away, and who could take it."""

    part: str
    name: str
    away: str
    takers: tuple[str, ...]
    absence: int | None


@dataclass(frozen=True, slots=True)
class Late:
    """A case that will miss its date as things stand; `why` in words."""

    case: Application
    due: Due | None
    why: str
    holders: tuple[Holder, ...]


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    actor, now = reader(request), today()
    asked = request.GET
    route = asked.get("route", "") if asked.get("route", "") in dict(known_routes()) else ""
    found = team_of_all(actor, today=now, route=route)
    staff = Staff(found.people, today=now)
    form = TeamForm(asked, teams=(one.team for one in staff.experts.values()), people=staff.people.values())
    form.is_valid()
    team, person = form.cleaned_data.get("team", ANY), form.cleaned_data.get("person")
    only = None if team == ANY else "" if team == NO_TEAM else team
    danger = in_danger(actor, today=now, most=MOST + 1, route=route, person=person, team=only)
    late = late_rows(actor, danger, staff, now)
    groups = _groups(found, staff, now, only, person)
    context = {
        "section": "team",
        "form": TeamForm(initial=form.cleaned_data, teams=form_teams(staff), people=staff.people.values()),
        "filtered": bool(route or person or only is not None),
        "total": found.total,
        "groups": groups,
        "weeks": [f"{day(first)} to {day(last)}" for first, last in weeks_from(now)],
        "chart": _chart(_load(found, only, person), now),
        "chosen": _load(found, only, person),
        "late": late[:MOST],
        "more": len(late) > MOST,
        "most": MOST,
        "absences": [row for row in staff.absences if _is_shown(row, staff, only, person)],
        "may_hand_over": may(actor, permissions.LEAD),
        "today": now,
    }
    return render(request, "cases/team.html", context)


def form_teams(staff: Staff) -> list[str]:
    return [one.team for one in staff.experts.values()]


def late_rows(actor: Actor, danger: Sequence[Danger], staff: Staff, now: date) -> list[Late]:
    """A row a case, with all who have a part of it."""
    of_case: dict[int, list[Danger]] = {}
    for one in danger:
        of_case.setdefault(one.case, []).append(one)
    cases = visible_to(actor).select_related("organisation").defer("facts").in_bulk(of_case)
    deadlines = open_deadlines(list(cases.values()))
    return [
        _late(cases[key], due_of(cases[key], deadlines.get(key, []), now), some, staff, now)
        for key, some in of_case.items()
        if key in cases
    ]


def _late(case: Application, due: Due | None, some: Sequence[Danger], staff: Staff, now: date) -> Late:
    whys = ["Overdue"] if any(one.is_overdue for one in some) else []
    whys += ["Away on that day"] if any(one.away_until for one in some) else []
    in_order = sorted(some, key=lambda one: list(PARTS).index(one.part))
    return Late(case, due, " · ".join(whys), tuple(_holder(case, one, staff, now) for one in in_order))


def _holder(case: Application, one: Danger, staff: Staff, now: date) -> Holder:
    takers = staff.could_take(case, one.part, one.person, [now, max(one.due_on or now, now)])[:OFFERED]
    return Holder(
        part=PARTS[one.part],
        name=str(staff.people.get(one.person, "Somebody who has left")),
        away=f"away until {day(one.away_until)}" if one.away_until else "",
        takers=tuple(str(user) for user in takers),
        absence=one.absence,
    )


def _groups(found: Team, staff: Staff, now: date, only: str | None, person: int | None) -> list[Group]:
    """Teams by name, those in none last; people with the most cases first. Whoever holds nothing and is in no team is
    left out."""
    shown = [
        user
        for user in staff.people.values()
        if (user.pk in found.people or staff.expert(user.pk).team)
        and person in (None, user.pk)
        and only in (None, staff.expert(user.pk).team)
    ]
    names = sorted({staff.expert(user.pk).team for user in shown}, key=lambda name: (not name, name))
    return [
        Group(
            name=name or "In no team",
            load=found.teams.get(name, Load()),
            members=tuple(
                _member(user, found, staff, now)
                for user in sorted(shown, key=lambda user: (-found.people.get(user.pk, Load()).cases, str(user)))
                if staff.expert(user.pk).team == name
            ),
        )
        for name in names
    ]


def _member(user: User, found: Team, staff: Staff, now: date) -> Member:
    parts = found.parts.get(user.pk, {})
    holds = ", ".join(f"{PARTS[part]} of {parts[part]}" for part in PARTS if part in parts)
    away = next((row for row in staff.absences if row.user_id == user.pk), None)
    return Member(user, found.people.get(user.pk, Load()), holds or "Nothing", _away(away, now))


def _away(row: Absence | None, now: date) -> str:
    if row is None:
        return ""
    if row.from_on <= now:
        return f"Away until {day(row.until_on)}"
    return f"Away from {day(row.from_on)} to {day(row.until_on)}"


def _load(found: Team, only: str | None, person: int | None) -> Load:
    if person is not None:
        return found.people.get(person, Load())
    return found.total if only is None else found.teams.get(only, Load())


def _chart(load: Load, now: date) -> Chart:
    rows = [
        (f"From {day(first)}", f"{count} due", ((FULL, count),))
        for (first, _), count in zip(weeks_from(now), load.weeks, strict=True)
    ]
    says = f"{sum(load.weeks)} cases have their next date within the coming eight weeks."
    return chart("chart-weeks", "Due in the coming eight weeks", says, (), rows)


def _is_shown(row: Absence, staff: Staff, only: str | None, person: int | None) -> bool:
    return person in (None, row.user_id) and only in (None, staff.expert(row.user_id).team)
