"""A version comes into force by a second person, who has read what it changes and what it would do to the cases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from cases.models import SimulatedCase, Simulation
from cases.simulation.wake import wake_move
from cases.workflow.refusals import NotPermitted, Refused, RuleRefused
from recognition.accounts.actors import Actor
from recognition.clock import local_date
from recognition.routes import publishing
from recognition.routes.comparison import compare
from recognition.routes.document import export_document
from recognition.routes.load import version_before
from recognition.routes.models import RuleSet

from .require import require_text
from .simulate import content_of, permitted

Move = SimulatedCase.Move


class CasesChanged(Refused):
    """`references` are those whose case is no longer as it was simulated."""

    def __init__(self, references: Iterable[str]) -> None:
        self.references = list(references)
        shown = ", ".join(self.references[:20]) + (" and others" if len(self.references) > 20 else "")
        words = f"Changed since the simulation: {shown}. Simulate again, so that you decide on what will happen."
        super().__init__("CASES-CHANGED", words)


@transaction.atomic
def publish_version(
    *, simulation: Simulation, move: QuerySet[SimulatedCase] | None, actor: Actor, at: datetime, reason: str
) -> RuleSet:
    """`move`: the open cases of the simulation that go over to the version; None, and every open case keeps its own.

    Nothing is published where the simulation is not of this content and this day, or where a case to be moved has
    changed since. The cases are moved after it, each in a transaction of its own.
    """
    reason = require_text(reason, "reason", "why the version is published")
    permitted(actor)
    row = _of_today(simulation, at)
    before = version_before(row, today=local_date(at))
    chosen = _chosen(simulation, move)
    data = {
        "proposed_by": str(row.proposed_by),
        "published_by": actor.label,
        "comparison": compare(export_document(before), export_document(row)).as_json() if before else {},
        "simulation": {"id": simulation.pk, "as_of": simulation.today.isoformat(), **counts(simulation)},
        "open_cases": {"choice": "keep" if move is None else "move", "to_move": chosen},
    }
    published = publishing.publish(row, actor=actor, at=at, reason=reason, data=data)
    _begin_move(simulation, actor, reason, chosen)
    return published


@transaction.atomic
def move_open_cases(
    *, simulation: Simulation, move: QuerySet[SimulatedCase], actor: Actor, at: datetime, reason: str
) -> int:
    """The same for a version that is published already: cases that had changed, or that were kept at first. Returns
    how many will be moved."""
    reason = require_text(reason, "reason", "why the cases are moved")
    user = permitted(actor)
    row = _of_today(simulation, at)
    if row.state != RuleSet.State.PUBLISHED:
        raise RuleRefused("VERSION", f"{row} is not published, so no case can be moved to it yet.")
    if user.pk == (row.proposed_by_id or simulation.started_by_id):
        raise NotPermitted("SECOND-PERSON", f"You proposed {row} yourself: a second person has to move the cases.")
    chosen = _chosen(simulation, move)
    _begin_move(simulation, actor, reason, chosen)
    return chosen


def counts(simulation: Simulation) -> dict[str, int]:
    """What stands above the rows. Deadlines and reminders are those of open cases."""
    is_open = Q(is_open=True)
    said: dict[str, Any] = {
        "open": Count("pk", filter=is_open),
        "decided": Count("pk", filter=~is_open),
        "done": Count("pk", filter=Q(is_done=True)),
        "routes_differ": Count("pk", filter=is_open & Q(route_differs=True)),
        "decided_routes_differ": Count("pk", filter=~is_open & Q(route_differs=True)),
        "dates_move": Count("pk", filter=is_open & Q(deadlines_moved__gt=0)),
        "reminders_differ": Count("pk", filter=is_open & REMINDERS),
        "without_route": Count("pk", filter=is_open & Q(undetermined=True)),
        "decided_without_route": Count("pk", filter=~is_open & Q(undetermined=True)),
        "not_movable": Count("pk", filter=is_open & ~Q(cannot_move="")),
    }
    found: dict[str, int] = simulation.cases.aggregate(**said)
    return found


REMINDERS = Q(reminders_added__gt=0) | Q(reminders_dropped__gt=0) | Q(reminders_redated__gt=0)


def _of_today(simulation: Simulation, at: datetime) -> RuleSet:
    """Raises `RuleRefused` where it says nothing of what would happen now."""
    row = simulation.rule_set
    if simulation.state != Simulation.State.FINISHED:
        raise RuleRefused("SIMULATION", "The simulation was not finished. Run one to its end first.")
    if simulation.content != content_of(row):
        raise RuleRefused("SIMULATION", f"{row} was changed after the simulation. Simulate it again.")
    if simulation.today != local_date(at):
        words = f"The simulation counts its dates as of {simulation.today:%d %B %Y}. Simulate again today."
        raise RuleRefused("SIMULATION", words)
    return row


def _chosen(simulation: Simulation, move: QuerySet[SimulatedCase] | None) -> int:
    """Marks the rows that will be moved, of those that can be. Raises `CasesChanged`; the move itself asks again."""
    if move is None:
        return 0
    if simulation.rule_set.effective_from > simulation.today:
        starts = f"{simulation.rule_set.effective_from:%d %B %Y}"
        raise RuleRefused("VERSION", f"It is in force from {starts}: open cases can be moved from that day on.")
    rows = move.filter(simulation=simulation, is_open=True, is_done=True, cannot_move="", move=Move.KEPT)
    changed = rows.exclude(application__version=F("version")).order_by("id").values_list("reference", flat=True)
    if references := list(changed[:21]):
        raise CasesChanged(references)
    return rows.update(move=Move.CHOSEN)


def _begin_move(simulation: Simulation, actor: Actor, reason: str, chosen: int) -> None:
    if not chosen:
        return
    simulation.moved_by, simulation.move_reason = actor.user, reason
    simulation.save(update_fields=["moved_by", "move_reason"])
    transaction.on_commit(lambda: wake_move(simulation.pk))
