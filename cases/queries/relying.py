"""Which cases rely on which regulator: what an end of its recognition would touch."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from cases.models import CLOSED, Application, ReferenceApproval, State
from recognition.accounts.actors import Actor
from recognition.routes.models import Regulator

from .visible import visible_to


@dataclass(frozen=True, slots=True)
class Relied:
    """`drafts` are the companies' own, so only their number is known; they are refused once the regulator has ended."""

    regulator: Regulator
    open_cases: int
    drafts: int


def relied_on() -> list[Relied]:
    """Every regulator of the register, in its order, with how many open cases and drafts rely on it."""
    relying = ReferenceApproval.objects.filter(relied_on=True).order_by().values("regulator")
    closed, draft = Q(application__state__in=CLOSED), Q(application__state=State.DRAFT)
    counted = relying.annotate(open=Count("pk", filter=~closed & ~draft), drafts=Count("pk", filter=draft))
    found = {row["regulator"]: (row["open"], row["drafts"]) for row in counted}
    rows = Regulator.objects.select_related("partner").order_by("partner__name", "name", "code")
    return [Relied(row, *found.get(row.code, (0, 0))) for row in rows]


def open_cases_on(actor: Actor, regulator: Regulator) -> QuerySet[Application]:
    """The open ones that this person may see, oldest first."""
    cases = visible_to(actor).exclude(state__in=CLOSED)
    relying = cases.filter(reference_approvals__relied_on=True, reference_approvals__regulator=regulator)
    return relying.select_related("organisation").order_by("id")
