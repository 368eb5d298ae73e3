"""Every clock that stands, the one whose time to answer runs out first on top, so that no stop is forgotten."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from cases.models import Deadline, InformationRequest
from recognition.accounts.actors import Actor

from .visible import visible_to

WAITING: dict[str, str] = {"decision": "information_reply", "validation": "correction_reply"}


def stops(actor: Actor) -> QuerySet[Deadline]:
    """The deadlines of clocks that stand. `expires_on` is the last day to answer, None (which sorts first) where a
    stop has no such day; `since` the day of the stop, `due_on` what follows if the answer came on `as_of`."""
    rows = Deadline.objects.filter(application__in=visible_to(actor).values("pk"), is_open=True)
    rows = rows.filter(code__in=WAITING, status=Deadline.Status.STOPPED).annotate(
        expires_on=_answer("due_on"),
        since=_answer("started_on"),
        asked_by=_request("requested_by"),
    )
    people = rows.select_related(
        "application__organisation", "application__lead", "application__validator", "application__assessor"
    )
    return people.defer("application__facts").order_by(F("expires_on").asc(nulls_first=True), "pk")


def _answer(field: str) -> Subquery:
    rows: QuerySet[Any, Any] = Deadline.objects.filter(
        application=OuterRef("application"), is_open=True, code__in=WAITING.values()
    )
    return Subquery(rows.order_by("due_on").values(field)[:1])


def _request(field: str) -> Subquery:
    rows: QuerySet[Any, Any] = InformationRequest.objects.filter(application=OuterRef("application"), state="open")
    return Subquery(rows.order_by("-number").values(field)[:1])
