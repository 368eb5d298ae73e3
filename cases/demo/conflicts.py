"""Conflicts of interest, and notes that name a colleague, as they would have been written this week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db.models import Q

from cases.models import Application, Assessment, Conflict
from cases.models.state import UNDER_ASSESSMENT
from cases.operations.declare_conflict import declare_conflict, declare_conflict_with_company
from cases.operations.end_conflict import end_conflict
from cases.operations.notes import add_note
from cases.queries.visible import sees
from recognition.accounts.actors import person
from recognition.accounts.models import User

from .people import Cast

OWN: Final = "My sister leads the company’s stability laboratory; she has worked on this product since 2023."
COMPANY: Final = "Consultant to the company’s regulatory affairs until March last year, as my register says."
OVER: Final = "Shares of the company, held through a fund."
SOLD: Final = "The fund was sold in full; the bank’s statement is with the declaration."
NOTES: Final = (
    "@{to}, can you look at the dissolution limits before Thursday? They differ from the reference approval.",
    "@{to}: the company rang about its reply and hopes to send it a week early. Nothing is agreed, and nothing moves.",
    "Spoke with @{to} about the wording of the risk minimisation. We keep that of the reference approval.",
)


def conflicts(cast: Cast, *, at: datetime) -> None:
    """One with a case, one with a company, and one that has ended; nobody holds what they declare one with."""
    manager = cast.staff["manager"]
    family, paid, was = (_user(cast, name) for name in ("assessor2", "assessor4", "signatory"))
    _declare(next(_open(without=family)), family, "family", OWN, at)
    company = next(case for case in reversed(list(_open(without=paid)))).organisation
    declare_conflict_with_company(organisation=company, actor=manager, person=paid, kind="advice", text=COMPANY, at=at)
    ended = _declare(next(_open(without=was)), was, "financial", OVER, at)
    end_conflict(conflict=ended, actor=manager, reason=SOLD, at=at)


def mentions(cast: Cast, *, at: datetime) -> None:
    named = _user(cast, "assessor")
    able = (case for case in _open() if case.lead and case.assessor_id and sees(person(named), case))
    for case, text in zip(able, NOTES, strict=False):
        author = case.lead if case.lead is not None else named
        add_note(application=case, actor=person(author), text=text.format(to=named.username), at=at)


def _open(without: User | None = None) -> Iterator[Application]:
    """Cases under assessment, the oldest first; `without` holds nothing of them."""
    rows = Application.objects.filter(state__in=UNDER_ASSESSMENT).select_related("organisation", "lead").order_by("pk")
    if without is not None:
        named = Q(validator=without) | Q(assessor=without) | Q(lead=without)
        rows = rows.exclude(named | Q(pk__in=Assessment.objects.filter(assessor=without).values("application")))
    return rows.iterator()


def _declare(case: Application, who: User, kind: str, text: str, at: datetime) -> Conflict:
    return declare_conflict(application=case, actor=person(who), person=who, kind=kind, text=text, at=at)


def _user(cast: Cast, name: str) -> User:
    user = cast.staff[name].user
    if user is None:
        raise LookupError(f"{name} is nobody of the staff")
    return user
