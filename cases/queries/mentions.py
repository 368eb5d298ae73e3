"""Who is named in a note: `@username`, and the notes in which a person is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from django.db.models import QuerySet

from cases.models import Mention, Note
from recognition.accounts.actors import Actor
from recognition.accounts.models import User

from .visible import visible_to

# Of what Django takes for a username. An @ within a word is an address of mail, and names nobody.
MENTION: Final = re.compile(r"(?<![\w.+@-])@([\w.+-]+)")
MOST: Final = 20  # people in one note


def names_in(text: str) -> list[str]:
    """As they were typed, each once. A full stop behind a name ends the sentence."""
    return list(dict.fromkeys(name for name, _ in _found(text)))


def marked(text: str, people: dict[str, str]) -> list[tuple[str, str]]:
    """The text in pieces, each with the person whom it names, empty for what names nobody. `people` by username."""
    pieces, at = [], 0
    for name, (start, end) in _found(text):
        if name.casefold() in people:
            pieces += [(text[at:start], ""), (text[start:end], people[name.casefold()])]
            at = end
    return [piece for piece in [*pieces, (text[at:], "")] if piece[0]]


def people_named(names: list[str]) -> dict[str, User]:
    """By the name typed, in whatever case; a name that nobody has is left out."""
    if not names:
        return {}
    users = User.objects.filter(is_active=True, username__iregex=_any(names))
    rows = {user.username.casefold(): user for user in users}
    return {name: rows[name.casefold()] for name in names if name.casefold() in rows}


def unread_mentions(actor: Actor) -> QuerySet[Mention]:
    """Of cases that the person may see now, newest first."""
    rows = Mention.objects.filter(person=actor.user, read_at=None, note__application__in=visible_to(actor))
    return rows.select_related("note__author", "note__application").order_by("-id")


def notes_with_people(notes: QuerySet[Note]) -> QuerySet[Note]:
    return notes.select_related("author").prefetch_related("mentions__person")


def _found(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in MENTION.finditer(text):
        if name := match[1].rstrip(".+-"):
            yield name, (match.start(), match.start() + 1 + len(name))


def _any(names: list[str]) -> str:
    return f"^({'|'.join(map(re.escape, names))})$"
