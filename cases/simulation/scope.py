"""Which cases a simulation is of: every open one of the procedure, and those decided in the last months."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from cases.models import Application, Decision, SimulatedCase, Simulation, State
from cases.queries.consequence import REDETERMINABLE
from cases.queries.visible import visible_to
from recognition.routes.models import RuleSet

from .read import SIMULATION

DECIDED = (State.GRANTED, State.REFUSED)
MONTH_DAYS = 31  # a case decided a little earlier does no harm here
BATCH = 2000


def cases_of(rule_set: RuleSet, *, months: int, today: date) -> QuerySet[Application]:
    """A company's draft is left out: the version in force when it comes in will judge it."""
    since = today - timedelta(days=months * MONTH_DAYS)
    signed = Decision.objects.filter(state=Decision.State.SIGNED, signed_at__date__gte=since)
    is_open = Q(state__in=REDETERMINABLE)
    is_decided = Q(state__in=DECIDED, pk__in=signed.values("application"))
    wanted = is_open | is_decided if months else is_open
    return visible_to(SIMULATION).filter(wanted, rule_set__code=rule_set.code)


def add_rows(simulation: Simulation, cases: QuerySet[Application]) -> int:
    """A row for each case that waits to be worked; returns how many."""
    found = cases.order_by("pk").values_list("pk", "reference", "state")
    batch: list[SimulatedCase] = []
    total = 0
    for key, reference, state in found.iterator(chunk_size=BATCH):
        is_open = state in REDETERMINABLE
        batch.append(SimulatedCase(simulation=simulation, application_id=key, reference=reference, is_open=is_open))
        if len(batch) == BATCH:
            total += len(SimulatedCase.objects.bulk_create(batch))
            batch = []
    return total + len(SimulatedCase.objects.bulk_create(batch))
