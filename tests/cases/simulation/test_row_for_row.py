"""What was simulated is what happens: each row of a simulation against what the database has after the move."""

from datetime import date

import pytest

from cases.deadlines.plan import replan
from cases.models import Application, ClockEntry, Determination, SimulatedCase
from cases.operations.move_cases import move_cases
from cases.operations.publish_version import publish_version
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from tests.cases.journey import Journey, on_b

from .conftest import DAY
from .dates import as_happened, as_simulated, standing

pytestmark = [pytest.mark.integration, pytest.mark.django_db]

# Cases in every state in which one can be moved, on A and on B, decided by rules and by a person.
LIVES = {
    "triage": lambda: Journey().triaged(),
    "eligible": lambda: on_b().filed(),
    "received on B": lambda: on_b(day=date(2026, 5, 20)).received(),
    "received on A": lambda: Journey(day=date(2026, 5, 20)).received(),
    "correction requested": lambda: on_b(day=date(2026, 5, 20)).corrected(),
    "decided by a person": lambda: Journey(day=date(2026, 5, 20)).decided("B"),
    "assessing on A": lambda: Journey(day=date(2026, 4, 20)).assessing(),
    "assessing on B": lambda: on_b(day=date(2026, 4, 1)).assessing(),
    "assessing on B, and stays there": lambda: Journey(
        day=date(2026, 4, 1), facts={"pivotal_single_arm": True}
    ).assessing(),
    "asked on B": lambda: on_b(day=date(2026, 2, 20)).asked(),
    "overdue on B": lambda: on_b(day=date(2025, 12, 20), approval={"approved_on": "2025-01-10"}).overdue(),
    "in consultation": lambda: Journey(day=date(2026, 4, 1)).consulted(),
    "waits for its signature": lambda: Journey(day=date(2026, 3, 20)).recommended(),
}


@pytest.fixture
def lives(db):
    cases = {name: reach().pk for name, reach in LIVES.items()}
    for case in Application.objects.filter(pk__in=cases.values()):
        replan(case, today=DAY)
    return cases


def movable(simulation):
    return simulation.cases.filter(is_open=True, cannot_move="")


def test_every_row_is_what_happens(lives, proposed, simulated, administrators, at):
    simulation = simulated(proposed)
    before = {case: standing(case) for case in lives.values()}

    publish_version(simulation=simulation, move=movable(simulation), actor=administrators[1], at=at, reason="Agreed.")
    assert move_cases(simulation.pk, now=lambda: at) == len(lives)

    rows = {row.application_id: row for row in simulation.cases.all()}
    for name, case in lives.items():
        after = standing(case)
        assert (name, as_simulated(rows[case])) == (name, as_happened(before[case], after))
        assert after["rule_set"] == proposed.pk
        assert rows[case].move == SimulatedCase.Move.MOVED
    routes = [row.route_differs for row in rows.values()]
    assert any(routes)
    assert not all(routes)
    assert any(row.most_days == 10 for row in rows.values())


def test_kept_cases_keep_every_date(lives, proposed, simulated, administrators, at):
    simulation = simulated(proposed)
    before = {case: standing(case) for case in lives.values()}

    publish_version(simulation=simulation, move=None, actor=administrators[1], at=at, reason="Agreed.")
    assert move_cases(simulation.pk, now=lambda: at) == 0

    assert {case: standing(case) for case in lives.values()} == before


def test_only_the_chosen_ones_are_moved(lives, proposed, simulated, administrators, at):
    simulation = simulated(proposed)
    chosen = movable(simulation).filter(application=lives["assessing on B"])
    before = {case: standing(case) for case in lives.values()}

    publish_version(simulation=simulation, move=chosen, actor=administrators[1], at=at, reason="Agreed.")
    move_cases(simulation.pk, now=lambda: at)

    moved = {case for case in lives.values() if standing(case) != before[case]}
    assert moved == {lives["assessing on B"]}


def test_a_simulation_changes_nothing(lives, draft, simulated):
    looks = [Application, ClockEntry, Determination, Entry, Message]
    before = [standing(case) for case in lives.values()], [list(model.objects.values()) for model in looks]

    simulated(draft, months=12)

    after = [standing(case) for case in lives.values()], [list(model.objects.values()) for model in looks]
    assert after == before


def test_each_moved_case_has_an_entry_of_its_own(lives, proposed, simulated, administrators, at):
    simulation = simulated(proposed)
    publish_version(simulation=simulation, move=movable(simulation), actor=administrators[1], at=at, reason="Agreed.")
    move_cases(simulation.pk, now=lambda: at)

    for case in lives.values():
        entry = Entry.objects.filter(subject_type="application", subject_id=str(case)).latest("id")
        assert (entry.actor_label, entry.reason) == (administrators[1].label, "Agreed.")
        assert entry.data["rule_set"] == str(proposed)
