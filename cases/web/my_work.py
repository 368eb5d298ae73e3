"""My work: the page that a day begins with. Each list is the start of a worklist, which its link opens whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.models import Application
from cases.queries.capped import said
from cases.queries.my_work import MINE_LIST, SIGN_LIST, VALIDATE_LIST, Start, my_work, team_of, wanted_lists
from cases.queries.saved_views import filled_for
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import ASSESS, LEAD, SIGN, VALIDATE, may
from recognition.clock import today

from .my_checks import checks_of
from .my_mentions import named_in_notes
from .people import reader
from .words import day
from .worklist_form import address
from .worklist_row import Row, rows_of

# Each list's heading, its name on the tile above (empty: it has none), and what is said where it is empty.
WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "overdue": ("Overdue", "Overdue", "Nothing of yours is overdue."),
    "due": ("Due within seven days", "Due in 7 days", "Nothing of yours falls due in the next seven days."),
    SIGN_LIST: ("Waiting for a signature", "To sign", "No recommendation waits for a signature."),
    VALIDATE_LIST: (
        "Received, not yet taken",
        "Received",
        "Every submission that came in has its validator. A new one appears here on the day it arrives.",
    ),
    "back": (
        "Back from the company",
        "Back",
        "No reply and no corrected sequence has come in for your cases since the last working day.",
    ),
    "given": ("Given to you", "Given to you", "No case was put under your name in the last seven days."),
    "stopped": ("Stopped", "Stopped", "None of your clocks stands still."),
    "unassigned": ("Unassigned in your team", "Unassigned", "Every case that your team leads has its assessor."),
    MINE_LIST: ("Your cases, the earliest date first", "Your cases", "No open case bears your name."),
}
ANY_TEAM: Final = ("Unassigned", "Unassigned", "Every open case has somebody who looks after it.")


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    heading: str
    tile: str
    empty: str
    count: str
    rows: list[Row]
    more: bool
    url: str


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    actor, now = reader(request), today()
    team = team_of(actor)
    lists = {name: wanted for name, wanted in wanted_lists(team).items() if _is_for(actor, name)}
    starts = my_work(actor, lists, today=now)
    rows = _rows(starts, now)
    sections = [_section(name, starts[name], rows, f"?{address(lists[name])}", team) for name in lists]
    context = {
        "section": "my-work",
        "sections": sections,
        "today": f"{now:%A} {day(now)}",
        "team": team,
        "checks": checks_of(actor),
        "named": named_in_notes(actor),
        "filled": list(filled_for(actor)),
        "nothing": not any(start.cases for start in starts.values()),
    }
    return render(request, "cases/my_work.html", context)


def _is_for(actor: Actor, name: str) -> bool:
    """Who only reads has no cases to be given; who signs sees what waits for a signature, and need see it once."""
    if name == SIGN_LIST:
        return may(actor, SIGN)
    if name == VALIDATE_LIST:
        return may(actor, VALIDATE)
    if name == "unassigned":
        return any(may(actor, one) for one in (ASSESS, LEAD, VALIDATE))
    return name in ("overdue", "due", MINE_LIST) or not may(actor, SIGN)


def _rows(starts: Mapping[str, Start], now: date) -> dict[int, Row]:
    cases: dict[int, Application] = {case.pk: case for start in starts.values() for case in start.cases}
    return {row.case.pk: row for row in rows_of(list(cases.values()), today=now)}


def _section(name: str, start: Start, rows: Mapping[int, Row], query: str, team: str) -> Section:
    heading, tile, empty = ANY_TEAM if name == "unassigned" and not team else WORDS[name]
    return Section(
        name=name,
        heading=heading,
        tile=tile,
        empty=empty,
        count=said(start.count),
        rows=[rows[case.pk] for case in start.cases],
        more=start.count > len(start.cases),
        url=f"{reverse('worklist')}{query}",
    )
