"""What stands beside the cases of one page of the worklist, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import F, QuerySet

from cases.models import Application, Deadline, State
from recognition.accounts.actors import Actor
from recognition.accounts.models import User
from recognition.accounts.permissions import ASSESS, BY_ROLE, LEAD, VALIDATE
from recognition.routes.ledger import REPLY, TARGET
from recognition.routes.models import Regulator, Route
from recognition.routes.timetable import DueDate

from .capped import capped_counts
from .visible import visible_to
from .worklist_filters import ALL, MINE, NEXT_CLOCK, OPEN, UNASSIGNED, on_tab

Dated = Deadline | DueDate


def tab_counts(actor: Actor, others: Mapping[str, QuerySet[Application]]) -> dict[str, int]:
    """How many cases are on each tab and in the other lists, to `MOST` and no further: that more are there is all that
    anyone reads."""
    tabs = {tab: visible_to(actor).filter(on_tab(tab, actor)) for tab in (MINE, UNASSIGNED, OPEN, ALL)}
    return capped_counts({**tabs, **others})


def open_deadlines(cases: Sequence[Application]) -> dict[int, list[Deadline]]:
    """By case, the earliest first; the forecasts of a clock that stands after all others, and the date of a clock whose
    turn it is before them. Internal targets are left out."""
    turns = {case.pk: NEXT_CLOCK.get(State(case.state)) for case in cases}
    found = defaultdict(list)
    rows = Deadline.objects.filter(application__in=[case.pk for case in cases], is_open=True)
    rows = rows.exclude(clock__startswith=TARGET)
    for row in rows:
        found[row.application_id].append(row)
    for case, dates in found.items():
        dates.sort(key=lambda row: (row.clock != turns[case], row.status == "stopped", row.due_on, row.pk))
    return found


def overdue_beside(dates: Sequence[Dated], state: str, today: date) -> Dated | None:
    """Of a case's open dates, what makes it overdue (`worklist_filters`) beside the first one, which is its turn."""
    followed = State(state) in NEXT_CLOCK
    late = (row for row in dates[1:] if row.due_on < today and row.status != Deadline.Status.STOPPED)
    counting = (row for row in late if not row.clock.startswith(TARGET) and not (followed and row.clock == REPLY))
    return min(counting, key=lambda row: row.due_on, default=None)


class Owner(NamedTuple):
    key: int
    name: str
    team: str


def possible_owners() -> list[Owner]:
    roles = [role for role, held in BY_ROLE.items() if held & {VALIDATE, ASSESS, LEAD}]
    people = User.objects.filter(is_active=True, role__in=roles).order_by("last_name", "first_name", "username")
    return [Owner(user.pk, str(user), user.team or "") for user in people.annotate(team=F("assessor__team"))]


def known_regulators() -> list[tuple[str, str]]:
    return [(row.code, f"{row.name} ({row.jurisdiction})") for row in Regulator.objects.order_by("name", "code")]


def known_routes() -> list[tuple[str, str]]:
    """Each code once, under the name that the newest rule set gives it."""
    rows = Route.objects.filter(rule_set__state="published").order_by("rule_set__effective_from", "rule_set_id")
    return sorted(dict(rows.values_list("code", "name")).items())
