"""The open cases that were chosen go over to a version, each in a transaction of its own and as it was simulated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from cases.models import Application, Reminder, SimulatedCase, Simulation
from cases.simulation.foresee import foresee
from cases.simulation.foreseen import Stand
from cases.simulation.read import read
from cases.workflow.lock import locked
from cases.workflow.refusals import Refused
from recognition.accounts.actors import person
from recognition.clock import local_date
from recognition.routes.load import spec_of

from .redetermine import redetermine

log = structlog.get_logger(__name__)
Move = SimulatedCase.Move
BATCH: Final = 25
LONGEST_RUN: Final = timedelta(minutes=5)  # within a task's limit; beat wakes the next
ABANDONED: Final = timedelta(minutes=1)


class NotAsSimulated(Exception):
    """A case came out otherwise than it was foreseen: its move is undone."""


def move_cases(key: int, *, now: Callable[[], datetime]) -> int:
    """Moves every case of the simulation that waits for it; returns how many. Begun again after a crash, it goes on
    where it was: a case is moved whole or not at all."""
    simulation = Simulation.objects.select_related("rule_set__calendar", "moved_by").get(pk=key)
    until = now() + LONGEST_RUN
    moved = 0
    while (at := now()) < until and (rows := list(_waiting(simulation))):
        Simulation.objects.filter(pk=key).update(worked_at=at)
        for row in rows:
            moved += _moved(simulation, row, now())
    return moved


def unfinished(*, at: datetime) -> dict[str, list[int]]:
    """Simulations and moves that no worker has touched for a while: theirs died, or was never woken."""
    left = Simulation.objects.filter(worked_at__lt=at - ABANDONED).order_by("id")
    waiting = SimulatedCase.objects.filter(simulation=OuterRef("pk"), move=Move.CHOSEN)
    return {
        "simulations": list(left.filter(state=Simulation.State.RUNNING).values_list("pk", flat=True)),
        "moves": list(left.filter(Exists(waiting)).values_list("pk", flat=True)),
    }


def _waiting(simulation: Simulation) -> QuerySet[SimulatedCase]:
    return simulation.cases.filter(move=Move.CHOSEN).order_by("id")[:BATCH]


def _moved(simulation: Simulation, row: SimulatedCase, at: datetime) -> bool:
    try:
        return move_case(simulation=simulation, row=row.pk, at=at)
    except Refused as refusal:
        _left(row, Move.CHANGED, refusal.why)
    except Exception:  # one case must not keep the others from being moved
        log.exception("case_not_moved", case=row.application_id, simulation=simulation.pk)
        _left(
            row, Move.FAILED, "It came out otherwise than simulated, or an error stood in the way: nothing was changed."
        )
    return False


def move_case(*, simulation: Simulation, row: int, at: datetime) -> bool:
    """Whether it was moved. A case that is no longer as it was simulated stays as it is, and its row says so."""
    today = local_date(at)
    with transaction.atomic():
        case_key = SimulatedCase.objects.values_list("application_id", flat=True).get(pk=row)
        with locked(case_key) as case:
            own_row = SimulatedCase.objects.select_for_update().get(pk=row)
            if own_row.move != Move.CHOSEN or simulation.moved_by is None:
                return False
            (given,) = read([case.pk])
            found = foresee(given, spec_of(case.rule_set), spec_of(simulation.rule_set), today=today)
            if found.cannot_move or found.after.seal != own_row.seal:
                _left(own_row, Move.CHANGED, found.cannot_move or "Its state, its answers or its dates are others now.")
                return False
            redetermine(
                application=case,
                actor=person(simulation.moved_by),
                reason=simulation.move_reason,
                at=at,
                rule_set=simulation.rule_set,
            )
            if kept(case.pk).seal != own_row.seal:
                raise NotAsSimulated(own_row.reference)
            _left(own_row, Move.MOVED, "")
    return True


def kept(key: int) -> Stand:
    """Where the case stands by its own rows, to be held against what was foreseen."""
    case = Application.objects.get(pk=key)
    planned = case.reminders.filter(state=Reminder.State.PLANNED)
    newest = case.determinations.filter(kind="rules").values_list("outcome", flat=True).first()
    return Stand(
        outcome=newest or "",
        state=case.state,
        route=case.route,
        deadlines={(row.code, row.round): (row.due_on, row.status) for row in case.deadlines.all()},
        reminders={(row.deadline, row.round, row.step): row.on for row in planned},
    )


def _left(row: SimulatedCase, move: str, said: str) -> None:
    SimulatedCase.objects.filter(pk=row.pk).update(move=move, move_said=said)
