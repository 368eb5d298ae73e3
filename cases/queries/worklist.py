"""The worklist: which cases, in which order, and what stands beside each. Every list starts at `visible_to`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import OrderBy

from cases.models import Application, Deadline
from recognition.accounts.actors import Actor

from .visible import visible_to
from .worklist_filters import NEXT_CLOCK, clock_is, due_within, is_like, majors, on_tab, owned_by, relies_on

DUE, REFERENCE, RECEIVED = "due", "reference", "received"
NUMBER = re.compile(r"(?:(?:IRP-)?[0-9]{4}-)?[0-9]{6}", re.IGNORECASE)
COLUMNS = {DUE: "next_due", REFERENCE: "reference", RECEIVED: "submitted_on"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for. Empty means "any". `sort` is one of `COLUMNS`, with a minus for the last first."""

    tab: str = "open"
    q: str = ""
    state: tuple[str, ...] = field(default=())
    route: tuple[str, ...] = field(default=())
    clock: str = ""
    due: int | None = None
    owner: int | None = None
    regulator: str = ""
    majors: bool = False
    sort: str = DUE


def worklist(actor: Actor, wanted: Wanted, *, today: date) -> QuerySet[Application]:
    """The cases in their order, each with `next_due`: its earliest open date, that of a standing clock last and that of
    a clock whose turn it is (`NEXT_CLOCK`) first."""
    cases = visible_to(actor).filter(_asked(actor, wanted, today)).annotate(next_due=Subquery(_next_due()))
    people = cases.select_related("organisation", "assessor", "validator", "lead")
    return people.defer("facts").order_by(*_order(wanted.sort))


def called(actor: Actor, text: str) -> Application | None:
    """The case of that reference among all that the person may see: whole, or as much of its end as no other has."""
    if not NUMBER.fullmatch(text.strip()):
        return None
    found = visible_to(actor).filter(reference__iendswith=text.strip()).only("reference")[:2]
    return found[0] if len(found) == 1 else None


def _asked(actor: Actor, wanted: Wanted, today: date) -> Q:
    asked = on_tab(wanted.tab, actor) & is_like(wanted.q)
    asked &= Q(state__in=wanted.state) if wanted.state else Q()
    asked &= Q(route__in=wanted.route) if wanted.route else Q()
    asked &= clock_is(wanted.clock, today) & due_within(wanted.due, today)
    asked &= owned_by(wanted.owner) & relies_on(wanted.regulator)
    return asked & majors() if wanted.majors else asked


def _next_due() -> QuerySet[Any, Any]:
    rows = Deadline.objects.filter(application=OuterRef("pk"), is_open=True)
    standing, turn = Q(status=Deadline.Status.STOPPED), Q(pk__in=())
    for state, clock in NEXT_CLOCK.items():
        turn |= Q(application__state=state, clock=clock)
    rows = rows.annotate(stands=standing, later=~turn).order_by("later", "stands", "due_on", "id")
    return rows.values_list("due_on")[:1]


def _order(sort: str) -> tuple[OrderBy | str, ...]:
    column = F(COLUMNS.get(sort.lstrip("-"), COLUMNS[DUE]))
    ordered = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return (ordered, "-id")
