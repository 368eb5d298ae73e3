"""A simulation's rows, worked batch by batch by any number of workers. A worker that dies leaves its batch waiting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

import structlog
from django.db import transaction

from cases.models import Application, SimulatedCase, Simulation
from recognition.routes.load import spec_of
from recognition.routes.spec import RuleSetSpec

from .foresee import foresee
from .foreseen import Foreseen
from .given import Given
from .read import read, specs_of

log = structlog.get_logger(__name__)
BATCH: Final = 100
FORESEEN: Final = [
    "version", "is_done", "state_before", "state_after", "route_before", "route_after", "outcome_before",
    "outcome_after", "rules", "rule_codes", "why", "deadlines", "reminders", "route_differs", "deadlines_moved",
    "most_days", "reminders_added", "reminders_dropped", "reminders_redated", "undetermined", "cannot_move", "seal",
]  # fmt: skip


def work(key: int, *, now: Callable[[], datetime], batch: int = BATCH) -> int:
    """Works until no row waits or the simulation was stopped; returns how many rows this call did."""
    simulation = Simulation.objects.select_related("rule_set__calendar").get(pk=key)
    other, versions = spec_of(simulation.rule_set), specs_of(simulation.rule_set.code)
    done = 0
    while took := _batch(simulation, versions, other, batch, now()):
        done += took
    finish(simulation, now())
    return done


@transaction.atomic
def _batch(
    simulation: Simulation, versions: Mapping[int, RuleSetSpec], other: RuleSetSpec, batch: int, at: datetime
) -> int:
    running = Simulation.objects.filter(pk=simulation.pk, state=Simulation.State.RUNNING)
    if not running.update(worked_at=at):
        return 0
    waiting = SimulatedCase.objects.filter(simulation=simulation, is_done=False).order_by("id")
    rows = {row.application_id: row for row in waiting.select_for_update(skip_locked=True)[:batch]}
    read_as = dict(Application.objects.filter(pk__in=rows).values_list("pk", "version"))
    for given in read(rows):
        row = rows[given.case]
        row.version = read_as[given.case]
        _fill(row, given, versions.get(given.rule_set, other), other, simulation.today)
    unique = ["simulation", "application"]
    SimulatedCase.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=unique, update_fields=FORESEEN
    )
    return len(rows)


def _fill(row: SimulatedCase, given: Given, own: RuleSetSpec, other: RuleSetSpec, today: date) -> None:
    """A case that cannot be worked out at all is a finding about the version, not a reason to stop."""
    row.is_done, row.state_before, row.route_before = True, given.state, given.route
    try:
        keep(row, foresee(given, own, other, today=today))
    except Exception as fault:
        log.exception("simulation_failed_on_case", case=given.case, rule_set=str(other))
        row.undetermined, row.cannot_move = True, f"It cannot be worked out under {other} ({type(fault).__name__})."


def keep(row: SimulatedCase, found: Foreseen) -> None:
    before, after, deadlines, reminders = found.before, found.after, found.deadlines, found.reminders
    row.state_after, row.route_after = after.state, after.route
    row.outcome_before, row.outcome_after = before.outcome, after.outcome
    row.route_differs = before.outcome != after.outcome or before.route != after.route
    row.rules, row.rule_codes = list(found.rules), [str(rule["rule"]) for rule in found.rules]
    row.why, row.undetermined, row.cannot_move = found.why, found.undetermined, found.cannot_move
    row.deadlines, row.reminders, row.seal = deadlines, reminders, after.seal
    days = [one["days"] for one in deadlines if one["days"]]
    row.deadlines_moved, row.most_days = len(days), max(days, key=abs, default=0)
    row.reminders_added = sum(one["before"] is None for one in reminders)
    row.reminders_dropped = sum(one["after"] is None for one in reminders)
    row.reminders_redated = len(reminders) - row.reminders_added - row.reminders_dropped


def finish(simulation: Simulation, at: datetime) -> None:
    """Whichever worker is last: no row waits, and none is held by another."""
    if not SimulatedCase.objects.filter(simulation=simulation, is_done=False).exists():
        running = Simulation.objects.filter(pk=simulation.pk, state=Simulation.State.RUNNING)
        running.update(state=Simulation.State.FINISHED, ended_at=at)
