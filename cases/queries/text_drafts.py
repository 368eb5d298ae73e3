"""What a person has typed and not saved, and who else has the same text open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cases.models import Application, TextDraft
from recognition.accounts.actors import Actor

OPEN_FOR: Final = timedelta(minutes=5)  # the script says every minute that the page is open


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else at the same text. `types`: they have typed something that they have not saved."""

    name: str
    since: datetime
    types: bool


@dataclass(frozen=True, slots=True)
class Kept:
    texts: dict[str, str]
    version: str
    saved_at: datetime | None
    others: list[Other]


def kept_text(application: Application, actor: Actor, place: str, *, at: datetime) -> Kept:
    """One query."""
    rows = list(TextDraft.objects.filter(application=application, place=place).select_related("user"))
    own = [row for row in rows if row.user == actor.user and row.field]
    return Kept(
        {row.field: row.text for row in own},
        next((row.version for row in own if row.version), ""),
        max((row.saved_at for row in own), default=None),
        [_other(row, rows) for row in rows if _has_it_open(row, actor, at)],
    )


def _has_it_open(row: TextDraft, actor: Actor, at: datetime) -> bool:
    return not row.field and row.user != actor.user and row.saved_at > at - OPEN_FOR


def _other(row: TextDraft, rows: list[TextDraft]) -> Other:
    typed = [one for one in rows if one.user_id == row.user_id and one.field]
    return Other(str(row.user), row.since, bool(typed))
