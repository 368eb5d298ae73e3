"""Where a person can go that is not for every day: the navigation has room for what is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from recognition.accounts.actors import Actor, actor_for
from recognition.accounts.permissions import CONFIGURE, MANAGE, OVERSEE, READ, may


@dataclass(frozen=True, slots=True)
class Place:
    """`route` is the name of its address."""

    route: str
    name: str
    says: str
    is_for: Callable[[Actor], bool]

    @property
    def url(self) -> str:
        return reverse(self.route)


def _with(*permissions: str) -> Callable[[Actor], bool]:
    return lambda actor: any(may(actor, permission) for permission in permissions)


def _staff(actor: Actor) -> bool:
    return actor.user is not None and actor.user.is_staff


RULES: Final = (
    Place("timetable", "Timetable", "Type or paste facts and events, and see every date and why.", _with(READ)),
    Place(
        "regulators",
        "Regulators",
        "Whom we recognise, since when, for what, and the cases that rest on each.",
        _with(MANAGE, CONFIGURE),
    ),
    Place("letter-templates", "Letter templates", "The words of letters, tried on a case before use.", _with(READ)),
)
OVERSIGHT: Final = (
    Place(
        "performance", "Performance", "Decided in time, how long it took, and periods that were frozen.", _with(READ)
    ),
    Place("checks", "Checks of the night", "What the nightly checks of every case have found.", _with(OVERSEE)),
    Place("outbox", "Mail", "What waits, what was sent, what came back or was given up, and why.", _with(OVERSEE)),
    Place("webhooks", "Webhooks", "What companies' systems were told, and the endpoints in trouble.", _with(OVERSEE)),
    Place("admin:audit_entry_changelist", "Record", "Who did what, when and why.", _staff),
    Place("admin:index", "Administration", "Rule sets, people, companies, calendars.", _staff),
)
YOURS: Final = (
    Place("settings", "Settings", "How reminders come, who stands in for you, what bars you.", _with(READ)),
    Place("conflicts", "Conflicts of interest", "What you may not work on or see, and declaring it.", _with(READ)),
    Place("my-account", "Your account", "Your password, your second factor, your sessions.", lambda actor: True),
    Place("help", "Help", "How the workplace works.", lambda actor: True),
)
GROUPS: Final = {"Rules and dates": RULES, "Oversight": OVERSIGHT, "Yours": YOURS}


def more(request: HttpRequest) -> HttpResponse:
    actor = actor_for(request)
    groups = [
        {"name": name, "places": found}
        for name, places in GROUPS.items()
        if (found := [place for place in places if place.is_for(actor)])
    ]
    return render(request, "accounts/more.html", {"section": "more", "groups": groups})
