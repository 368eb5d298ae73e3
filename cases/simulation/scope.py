"""Which cases a simulation is of: every open one of the procedure, and those decided in the last months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from cases.models import Application, Decision, SimulatedCase, Simulation, State
from cases.queries.consequence import REDETERMINABLE
from cases.queries.visible import visible_to
from recognition.routes.models import RuleSet

from .read import SIMULATION

DECIDED = (State.GRANTED, State.REFUSED)
MONTH_DAYS = 31  # a case decided a little earlier does no harm here


def cases_of(rule_set: RuleSet, *, months: int, today: date) -> QuerySet[Application]:
    """A company's draft is left out: the version in force when it comes in will judge it."""
    since = today - timedelta(days=months * MONTH_DAYS)
    signed = Decision.objects.filter(state=Decision.State.SIGNED, signed_at__date__gte=since)
    is_open = Q(state__in=REDETERMINABLE)
    is_decided = Q(state__in=DECIDED, pk__in=signed.values("application"))
    wanted = is_open | is_decided if months else is_open
    return visible_to(SIMULATION).filter(wanted, rule_set__code=rule_set.code)


def add_rows(simulation: Simulation, cases: QuerySet[Application]) -> int:
    """A row for each case that waits to be worked, by one statement however many; returns how many."""
    is_open = ExpressionWrapper(Q(state__in=REDETERMINABLE), output_field=BooleanField())
    found = cases.order_by("pk").annotate(open_now=is_open).values_list("pk", "reference", "open_now")
    wanted, given = found.query.sql_with_params()
    taken = {"application_id": "found.key", "reference": "found.reference", "is_open": "found.is_open"}
    fields = [field for field in SimulatedCase._meta.concrete_fields if not field.primary_key]
    same = {field.column: _default(field, simulation) for field in fields if field.column not in taken}
    columns = ", ".join(f'"{name}"' for name in [*taken, *same])
    values = ", ".join([*taken.values(), *["%s"] * len(same)])
    table = SimulatedCase._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(  # the names are the model's own, every value is a parameter
            f"INSERT INTO {table} ({columns}) SELECT {values} FROM ({wanted}) AS found (key, reference, is_open)",  # noqa: S608
            [*same.values(), *given],
        )
        return int(cursor.rowcount)


def _default(field: Any, simulation: Simulation) -> Any:
    value = simulation.pk if field.name == "simulation" else field.get_default()
    return field.get_db_prep_save(value, connection)
