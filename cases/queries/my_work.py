"""A person's day: the lists of *My work*, each the start of a worklist that its address opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet

from cases.models import Application, State
from cases.models.application import DUE
from recognition.accounts.actors import Actor
from recognition.accounts.models import Assessor

from .capped import firsts
from .visible import visible_to
from .worklist import BESIDE, Wanted, asked_for
from .worklist_filters import MINE, OPEN, OVERDUE, STOPPED, UNASSIGNED

SHOWN: Final = 5
MOST_OWN: Final = 2000  # nobody has more open cases; found once, so that no list looks for them again
SOON: Final = 7
SIGN_LIST, VALIDATE_LIST, MINE_LIST = "signature", "received", "mine"


@dataclass(frozen=True, slots=True)
class Start:
    """The first cases of a list, and how many it has (`capped.MOST + 1` where there are more)."""

    cases: Sequence[Application]
    count: int


def wanted_lists(team: str) -> dict[str, Wanted]:
    """What each list asks of the worklist."""
    return {
        "overdue": Wanted(MINE, clock=OVERDUE),
        "due": Wanted(MINE, due=SOON),
        SIGN_LIST: Wanted(OPEN, state=(State.AWAITING_SIGNATURE,)),
        VALIDATE_LIST: Wanted(UNASSIGNED, state=(State.RECEIVED,)),
        "back": Wanted(MINE, back=True),
        "given": Wanted(MINE, given=True),
        "stopped": Wanted(MINE, clock=STOPPED),
        "unassigned": Wanted(UNASSIGNED, team=team),
        MINE_LIST: Wanted(MINE),
    }


def team_of(actor: Actor) -> str:
    """Empty where the person is in none."""
    return Assessor.objects.filter(user=actor.user).values_list("team", flat=True).first() or ""


def my_work(actor: Actor, lists: Mapping[str, Wanted], *, today: date) -> dict[str, Start]:
    """Each list's start, in four queries, of which the calendar's is one."""
    own = visible_to(actor).filter(asked_for(actor, Wanted(MINE), today)).order_by()
    keys = list(own.values_list("pk", flat=True)[:MOST_OWN])
    found = firsts({name: _rows(actor, one, keys, today) for name, one in lists.items()}, size=SHOWN)
    shown = {key for first, _ in found.values() for key in first}
    people = Application.objects.select_related(*BESIDE).defer("facts")
    cases = people.in_bulk(shown)
    return {name: Start([cases[key] for key in first], count) for name, (first, count) in found.items()}


def _rows(actor: Actor, wanted: Wanted, own: Sequence[int], today: date) -> QuerySet[Application]:
    if wanted.tab == MINE:
        rows = Application.objects.filter(asked_for(actor, wanted, today, own=own))
    else:
        rows = visible_to(actor).filter(asked_for(actor, wanted, today))
    return rows.alias(first=DUE).order_by("first", "pk")
