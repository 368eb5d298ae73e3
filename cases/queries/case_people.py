"""Who is on a case, as what, since when, and who is away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from cases.models import Application, Conflict
from recognition.accounts.actors import Actor
from recognition.accounts.models import Absence, Assessor, User
from recognition.accounts.permissions import INSPECT, LEAD, may
from recognition.audit.models import Entry

from .conflicts import STANDING
from .history import history_of
from .visible import visible_to

AHEAD: Final = timedelta(days=14)
GIVEN: Final = ("people_assigned", "validation_started", "assessment_begun", "assessment_completed")


def since(application: Application) -> dict[tuple[str, str], datetime]:
    """By part and person's name, when the record last says that they were given it."""
    found: dict[tuple[str, str], datetime] = {}
    for entry in history_of(application).filter(action__in=GIVEN).order_by("id"):
        for part, name in _given(entry):
            found[part, name] = entry.at
    return found


def _given(entry: Entry) -> list[tuple[str, str]]:
    if entry.action == "validation_started":
        return [("validator", entry.actor_label)]
    if entry.action == "people_assigned":
        changed: dict[str, Any] = entry.data.get("changed", {})
        return [(part, pair[1]) for part, pair in changed.items() if pair[0] != pair[1]]
    return [(str(entry.data.get("discipline")), entry.actor_label)]


def absences(people: Iterable[User], *, today: date) -> dict[int, Absence]:
    """By person, the absence that is on or begins within two weeks."""
    rows = Absence.objects.filter(user__in=list(people), cancelled_at=None, until_on__gte=today)
    soon = rows.filter(from_on__lte=today + AHEAD).select_related("deputy").order_by("-from_on")
    return {row.user_id: row for row in soon}


def profiles(people: Iterable[User]) -> dict[int, Assessor]:
    return {row.user_id: row for row in Assessor.objects.filter(user__in=list(people))}


def sees_conflicts(actor: Actor) -> bool:
    """Beside their own."""
    return may(actor, LEAD) or may(actor, INSPECT)


def conflicts_seen(actor: Actor) -> QuerySet[Conflict]:
    """Those that stand, with what the person may see; a company's where they have none with it themselves."""
    own = Conflict.objects.filter(STANDING, person=actor.user, organisation__isnull=False).order_by()
    about = Q(application__in=visible_to(actor)) | (
        Q(organisation__isnull=False) & ~Q(organisation__in=own.values("organisation"))
    )
    rows = Conflict.objects.filter(STANDING).filter(about).exclude(person=actor.user)
    return rows.select_related("person", "application", "organisation", "declared_by").order_by("-id")


def own_conflicts(actor: Actor) -> QuerySet[Conflict]:
    """To the person by reference only: the page shows nothing else of the case."""
    rows = Conflict.objects.filter(person=actor.user)
    return rows.select_related("application", "organisation", "declared_by", "ended_by").order_by("-id")
