"""A version is published over 1,000 open cases: no date moves unless it was chosen, and then exactly as simulated."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

import pytest

from cases.models import Application, Deadline, Determination, Reminder, Simulation
from cases.operations.move_cases import move_cases
from cases.operations.publish_version import publish_version
from cases.operations.simulate import simulate
from cases.operations.sweep import sweep
from cases.simulation.work import work
from recognition.accounts.actors import Actor, person
from recognition.accounts.models import Role, User
from recognition.clock import now, today
from recognition.routes import publishing
from recognition.routes.document import import_document
from recognition.routes.models import RuleSet
from recognition.routes.shipped import shipped_document
from tests.cases.journey import Journey, on_b
from tests.cases.simulation.dates import as_happened, as_simulated

from .herd import multiply
from .sizes import size

pytestmark = [pytest.mark.reliability, pytest.mark.django_db(transaction=True)]


def test_a_version_over_a_thousand_open_cases(figure):
    count = size(1_000, least=40)
    _open_cases(count)
    first, second = (_administrator(name) for name in ("first", "second"))
    before = _standing()

    kept = _proposed("kept", first)
    publish_version(simulation=_simulated(kept, first), move=None, actor=second, at=now(), reason="Read.")
    still = _moved(before, _standing())
    figure(f"Published over {count:,} open cases that keep: cases whose dates moved", still, "0", passed=still == 0)

    moved = _proposed("moved", first)
    simulation = _simulated(moved, first)
    rows = simulation.cases.filter(cannot_move="")
    publish_version(simulation=simulation, move=rows, actor=second, at=now(), reason="Read.")
    done = move_cases(simulation.pk, now=now)

    after = _standing()
    differ = [
        row.reference
        for row in simulation.cases.all()
        if as_simulated(row) != as_happened(before[row.application_id], after[row.application_id])
    ]
    dates = _moved(before, after)
    figure(f"Published over {count:,} open cases that move: moved", done, f"{count:,}", passed=done == count)
    figure("  rows that are otherwise than simulated", len(differ), f"0 of {count:,}", passed=not differ and dates > 0)


def _open_cases(count: int) -> None:
    start = today() - timedelta(days=100)
    first = Journey(day=start).validating().pk
    Journey(day=start).assessing()
    on_b(day=start).assessing()
    on_b(day=start).asked()
    Journey(day=start).consulted()
    Journey(day=start, facts={"pivotal_single_arm": True}).asked()
    multiply(first, count)
    sweep(at=now())


def _administrator(name: str) -> Actor:
    return person(User.objects.create_user(name, role=Role.ADMINISTRATOR, is_staff=True))


def _proposed(version: str, actor: Actor) -> RuleSet:
    """B ends ten days later and an orphan designation no longer gives it."""
    document = shipped_document() | {"version": version, "effective_from": today().isoformat()}
    document["rules"] = [row for row in document["rules"] if row["code"] != "B17"]
    for row in document["routes"]:
        row["length_days"] += 10 if row["code"] == "B" else 0
    for row in document["milestones"]:
        row["amount"] += 10 if (row["code"], row["route"]) == ("decision", "B") else 0
    return publishing.propose(import_document(document), actor=actor, at=now(), reason="New guidance.")


def _simulated(rule_set: RuleSet, actor: Actor) -> Simulation:
    own = simulate(rule_set=rule_set, months=0, actor=actor, at=now())
    work(own.pk, now=now)
    return Simulation.objects.select_related("rule_set").get(pk=own.pk)


def _standing() -> dict[int, dict]:
    """Every case by the database's own rows, in the form of `tests.cases.simulation.dates`."""
    seen: dict[int, dict] = {}
    for row in Application.objects.all():
        seen[row.pk] = {"state": row.state, "route": row.route, "deadlines": {}, "reminders": {}}
    newest: dict[int, str] = defaultdict(str)
    for one in Determination.objects.filter(kind="rules").order_by("id"):
        newest[one.application_id] = one.outcome
    for due in Deadline.objects.all():
        seen[due.application_id]["deadlines"][due.code, due.round] = (due.due_on.isoformat(), due.status)
    for step in Reminder.objects.filter(state=Reminder.State.PLANNED):
        seen[step.application_id]["reminders"][step.deadline, step.round, step.step] = step.on.isoformat()
    return {key: {**row, "outcome": newest[key]} for key, row in seen.items()}


def _moved(before: dict[int, dict], after: dict[int, dict]) -> int:
    return sum(before[key]["deadlines"] != after[key]["deadlines"] for key in before)
