"""Mails of a peer check: to the colleague who is asked, and to those who wait for the answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from cases.models import Application, PeerCheck
from recognition.accounts.actors import Actor
from recognition.accounts.models import User
from recognition.clock import local_date

from .personal import send
from .readers import may_know, readers
from .roster import Roster

TEMPLATE: Final = "emails/peer_check.txt"


def tell_colleague(
    case: Application, check: PeerCheck, topic: str, *, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Who was asked, or is asked no more."""
    values = {"by": by.label, "reason": reason}
    _tell(case, check, topic, [check.checker], Roster(today=local_date(at)), by=by, at=at, values=values)


def tell_authors(
    case: Application,
    check: PeerCheck,
    topic: str,
    *,
    by: Actor,
    at: datetime,
    comments: Iterable[tuple[str, str]] = (),
) -> None:
    """Whoever asked and whoever answers for the assessment; the lead, where neither may know of the case any more.
    `comments` are by the section's name."""
    roster = Roster(today=local_date(at))
    author = check.assessment.assessor
    people = [check.asked_by, *([author] if author else [])]
    if not any(may_know(user, case, roster) for user in people):
        people = [duty.person for duty in roster.duties(case, "lead")]
    _tell(case, check, topic, people, roster, by=by, at=at, values={"comments": list(comments)})


def _tell(
    case: Application, check: PeerCheck, topic: str, people: Iterable[User], roster: Roster, *, by: Actor,
    at: datetime, values: dict[str, Any],
) -> None:  # fmt: skip
    about = {"subject_type": "application", "subject_id": str(case.pk)}
    told: set[int] = {by.user.pk} if by.user else set()
    for user, away in readers(case, people, roster):
        if user.pk not in told:
            told.add(user.pk)
            own = {**values, "check": check, "application": case, "topic": topic, "away": away}
            send(f"{topic}-{check.pk}", topic, user, TEMPLATE, own, at, **about)
