"""Peer checks in My work: those asked of a person, and the assessments that came back to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse

from cases.models import PeerCheck
from cases.queries.capped import capped_counts, said
from cases.queries.peer_checks import asked_of, came_back_to
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import ASSESS, may
from recognition.clock import local_date, now

from .words import day

SHOWN: Final = 25
WORDS: Final = {
    "checks-asked": ("Peer checks asked of you", "To check"),
    "checks-back": ("Back from peer check", "Checked"),
}


@dataclass(frozen=True, slots=True)
class Checks:
    name: str
    heading: str
    tile: str
    count: str
    rows: list[Line]


@dataclass(frozen=True, slots=True)
class Line:
    check: PeerCheck
    url: str
    said: str


def checks_of(actor: Actor) -> list[Checks]:
    """Each list that is not empty, in three queries; none for who assesses nothing."""
    if not may(actor, ASSESS):
        return []
    lists = {"checks-asked": asked_of(actor), "checks-back": came_back_to(actor, at=now())}
    counts = capped_counts(lists)
    return [Checks(name, *WORDS[name], said(counts[name]), _lines(lists[name])) for name in lists if counts[name]]


def _lines(rows: QuerySet[PeerCheck]) -> list[Line]:
    return [Line(check, _url(check), _said(check)) for check in rows[:SHOWN]]


def _url(check: PeerCheck) -> str:
    row = check.assessment
    return reverse("case-discipline", args=[row.application.reference, row.discipline])


def _said(check: PeerCheck) -> str:
    if check.closed_at is None:
        return f"Asked by {check.asked_by} on {day(local_date(check.asked_at))}"
    words: dict[Any, str] = {
        PeerCheck.State.RETURNED: f"Returned with comments by {check.checker}",
        PeerCheck.State.SIGNED_OFF: f"Signed off by {check.checker}",
        PeerCheck.State.TAKEN_BACK: f"{check.checker} cannot check it: ask another colleague",
    }
    return f"{words[check.state]}, {day(local_date(check.closed_at))}"
