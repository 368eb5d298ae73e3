"""Notes that name a person, in My work, until they say that they have read them, as among their reminders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from cases.models import Mention
from cases.queries.mentions import unread_mentions
from recognition.accounts.actors import Actor
from recognition.clock import LONDON

from .words import day

SHOWN: Final = 5
MOST: Final = 25  # the reminders page has no more of them at once


@dataclass(frozen=True, slots=True)
class Line:
    mention: Mention
    url: str
    said: str


@dataclass(frozen=True, slots=True)
class Named:
    """`more`: there are others than these lines."""

    count: str
    lines: list[Line]
    more: bool


def named_in_notes(actor: Actor) -> Named | None:
    """In one statement, however many they are; None where nobody has named them."""
    rows = list(unread_mentions(actor)[: MOST + 1])
    if not rows:
        return None
    count = f"{MOST}+" if len(rows) > MOST else str(len(rows))
    return Named(count, [_line(row) for row in rows[:SHOWN]], len(rows) > SHOWN)


def _line(row: Mention) -> Line:
    note, at = row.note, row.note.at.astimezone(LONDON)
    page = reverse("case-history", args=[note.application.reference])
    url = f"{page}?note={note.pk}#note-{note.pk}"  # it begins there, however many came after it
    return Line(row, url, f"{note.author}, {day(at.date())} at {at:%H:%M}")
