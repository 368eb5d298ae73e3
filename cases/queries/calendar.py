"""Open deadlines by day: a person's, their team's, or all. Every list starts at `visible_to`."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from cases.models import Deadline
from recognition.accounts.actors import Actor
from recognition.accounts.models import Assessor

from .visible import visible_to
from .worklist_filters import mine

MINE, TEAM, ALL = "mine", "team", "all"
MOST: Final = 1000  # of one view or feed: a calendar that holds more is read by nobody


def deadlines_of(actor: Actor, whose: str) -> QuerySet[Deadline]:
    """Open ones, the earliest first, with their cases."""
    cases = visible_to(actor).filter(_whose(actor, whose))
    rows = Deadline.objects.filter(is_open=True, application__in=cases.values("pk"))
    return rows.select_related("application").defer("application__facts").order_by("due_on", "application", "id")


def between(rows: QuerySet[Deadline], first: date, last: date) -> list[Deadline]:
    """At most `MOST`, both days included."""
    return list(rows.filter(due_on__range=(first, last))[:MOST])


def until(rows: QuerySet[Deadline], last: date) -> list[Deadline]:
    """Overdue ones too: an open date is owed, however long ago it was."""
    return list(rows.filter(due_on__lte=last)[:MOST])


def team_of(actor: Actor) -> str:
    """Its name; empty for who belongs to none."""
    team = Assessor.objects.filter(user=actor.user).values_list("team", flat=True).first()
    return team or ""


def _whose(actor: Actor, whose: str) -> Q:
    if whose == ALL:
        return Q()
    if whose == MINE:
        return Q(mine(actor))
    team = team_of(actor)
    members = Assessor.objects.filter(team=team).values("user") if team else []
    return Q(assessor__in=members) | Q(lead__in=members) | Q(validator__in=members)
