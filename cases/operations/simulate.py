"""A version of the rules is played over the cases. It changes none of them; who may change the rules may ask for it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

from django.db import transaction

from cases.models import SimulatedCase, Simulation
from cases.simulation.scope import add_rows, cases_of
from cases.simulation.wake import wake_simulation
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.models import User
from recognition.accounts.permissions import CONFIGURE, may
from recognition.clock import local_date
from recognition.routes.document import as_bytes, export_document
from recognition.routes.models import RuleSet

MOST_MONTHS: Final = 36


@transaction.atomic
def simulate(*, rule_set: RuleSet, months: int, actor: Actor, at: datetime) -> Simulation:
    """`months`: how far back decided cases are looked at too; 0 leaves them out."""
    user = permitted(actor)
    if not 0 <= months <= MOST_MONTHS:
        raise InvalidInput([FieldError("months", f"Give 0 to {MOST_MONTHS} months.")])
    if rule_set.state == RuleSet.State.RETIRED:
        raise WrongState("STATE", f"{rule_set} is retired: no case will be judged by it any more.")
    simulation = _begun(rule_set, user, at, months=months)
    return _started(simulation, add_rows(simulation, cases_of(rule_set, months=months, today=simulation.today)))


@transaction.atomic
def simulate_changed(*, simulation: Simulation, actor: Actor, at: datetime) -> Simulation:
    """Again, for those cases alone that had changed before they could be moved."""
    user = permitted(actor)
    left = simulation.cases.filter(move__in=[SimulatedCase.Move.CHANGED, SimulatedCase.Move.FAILED])
    cases = cases_of(simulation.rule_set, months=0, today=local_date(at)).filter(pk__in=left.values("application"))
    again = _begun(simulation.rule_set, user, at, again_of=simulation)
    return _started(again, add_rows(again, cases))


@transaction.atomic
def stop_simulation(*, simulation: Simulation, actor: Actor, at: datetime) -> Simulation:
    """What is worked out by then stays to be read; nothing can be published on it."""
    permitted(actor)
    running = Simulation.objects.filter(pk=simulation.pk, state=Simulation.State.RUNNING)
    if not running.update(state=Simulation.State.STOPPED, ended_at=at):
        raise WrongState("STATE", "It is not running any more.")
    simulation.refresh_from_db()
    return simulation


def permitted(actor: Actor) -> User:
    if actor.user is None or not may(actor, CONFIGURE):
        raise NotPermitted("PERMISSION", "Only an administrator simulates, publishes and moves cases.")
    return actor.user


def content_of(rule_set: RuleSet) -> str:
    """SHA-256 of everything that the version says."""
    return hashlib.sha256(as_bytes(export_document(rule_set))).hexdigest()


def _begun(
    rule_set: RuleSet, user: User, at: datetime, *, months: int = 0, again_of: Simulation | None = None
) -> Simulation:
    return Simulation.objects.create(
        rule_set=rule_set,
        content=content_of(rule_set),
        months=months,
        again_of=again_of,
        today=local_date(at),
        started_by=user,
        started_at=at,
        worked_at=at,
    )


def _started(simulation: Simulation, total: int) -> Simulation:
    simulation.total = total
    simulation.save(update_fields=["total"])
    transaction.on_commit(lambda: wake_simulation(simulation.pk))
    return simulation
