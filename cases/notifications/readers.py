"""Who reads a mail that is meant for a person: they themselves, and who stands in for them while they are away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cases.models import Application
from cases.queries.visible import sees
from recognition.accounts.actors import person
from recognition.accounts.models import User

from .roster import Roster


def readers(case: Application, people: Iterable[User], roster: Roster) -> Iterator[tuple[User, User | None]]:
    """Of those who may know of the case: each themselves, since it was meant for them; and each deputy with the person
    in whose place they are told."""
    known = [user for user in people if may_know(user, case, roster)]
    yield from ((user, None) for user in known)
    for user in known:
        deputy = roster.reader(user, case)
        if deputy is not None and deputy != user:
            yield deputy, user


def may_know(user: User, case: Application, roster: Roster) -> bool:
    """Who has left, or is barred, may not."""
    return user.pk in roster.people and sees(person(user), case, barred=roster.barred)
