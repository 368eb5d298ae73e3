"""How a simulation is worked: its scope, its counts, what it costs, how it is shared, stopped and taken up again."""

from datetime import date, timedelta

import pytest

from cases.models import Application, SimulatedCase, Simulation
from cases.operations.move_cases import unfinished
from cases.operations.publish_version import counts
from cases.operations.simulate import simulate, stop_simulation
from cases.simulation import work as module
from cases.simulation.work import work
from cases.workflow.refusals import WrongState
from tests.cases.journey import Journey, on_b

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def row_of(simulation, journey):
    return simulation.cases.get(application=journey.pk)


def test_open_cases_and_recently_decided_ones_are_looked_at_and_drafts_are_not(draft, simulated):
    Journey().drafted()
    open_, recent, old = (
        on_b(day=date(2026, 4, 1)).assessing(),
        Journey(day=date(2026, 3, 1)).granted(),
        Journey(day=date(2025, 6, 20)).granted(),
    )

    simulation = simulated(draft, months=3)

    assert {(row.application_id, row.is_open) for row in simulation.cases.all()} == {
        (open_.pk, True),
        (recent.pk, False),
    }
    assert row_of(simulation, recent).cannot_move == "It is decided."
    assert old.pk not in simulation.cases.values_list("application", flat=True)
    assert simulated(draft).total == 1


def test_whose_route_would_differ_and_by_which_rule(draft, simulated):
    other, same = on_b(day=date(2026, 5, 20)).received(), Journey(day=date(2026, 5, 20)).received()

    simulation = simulated(draft)

    row = row_of(simulation, other)
    assert (row.outcome_before, row.outcome_after, row.route_differs) == ("B", "A", True)
    assert {"B17"} <= set(row.rule_codes)
    assert not row_of(simulation, same).route_differs
    found = counts(simulation)
    assert (found["open"], found["routes_differ"], found["without_route"]) == (2, 1, 0)


def test_a_case_that_the_version_cannot_determine_is_a_finding(draft, simulated):
    draft.rules.filter(stage__in=["recognition_a", "requirement"]).delete()
    journey = Journey(day=date(2026, 5, 20)).received()

    row = row_of(simulated(draft), journey)

    assert (row.undetermined, row.outcome_after, row.state_after) == (True, "TRIAGE", "triage")
    assert row.why.startswith("A person has to decide the route")


def test_one_whose_route_the_version_does_not_have_cannot_be_moved(draft, simulated):
    journey = Journey(day=date(2026, 4, 20)).assessing()
    draft.milestones.filter(route__code="A").delete()
    draft.routes.filter(code="A").delete()

    row = row_of(simulated(draft), journey)

    assert "has no route A, which it is on" in row.cannot_move


def test_a_case_that_breaks_the_calculation_is_a_finding_and_not_the_end(draft, simulated, monkeypatch):
    broken, whole = Journey(day=date(2026, 5, 20)).received(), Journey(day=date(2026, 5, 20)).received()
    foresee = module.foresee

    def breaks(given, *args, **kwargs):
        if given.case == broken.pk:
            raise ZeroDivisionError
        return foresee(given, *args, **kwargs)

    monkeypatch.setattr(module, "foresee", breaks)

    simulation = simulated(draft)

    assert simulation.state == "finished"
    assert "cannot be worked out" in row_of(simulation, broken).cannot_move
    assert row_of(simulation, whole).cannot_move == ""


def test_a_batch_costs_the_same_queries_however_many_cases_it_has(
    draft, administrators, at, django_assert_max_num_queries, django_assert_num_queries
):
    for _ in range(6):
        on_b(day=date(2026, 4, 1)).assessing()
    few = simulate(rule_set=draft, months=0, actor=administrators[0], at=at)
    SimulatedCase.objects.filter(simulation=few).exclude(pk=few.cases.first().pk).delete()
    many = simulate(rule_set=draft, months=0, actor=administrators[0], at=at)
    with django_assert_max_num_queries(40) as one:
        work(few.pk, now=lambda: at)

    with django_assert_num_queries(len(one)):
        work(many.pk, now=lambda: at)


def test_a_simulation_that_is_stopped_goes_no_further(draft, administrators, at):
    for _ in range(3):
        Journey(day=date(2026, 5, 20)).received()
    simulation = simulate(rule_set=draft, months=0, actor=administrators[0], at=at)
    stop_simulation(simulation=simulation, actor=administrators[1], at=at)

    assert work(simulation.pk, now=lambda: at) == 0
    assert simulation.cases.filter(is_done=True).count() == 0
    with pytest.raises(WrongState):
        stop_simulation(simulation=simulation, actor=administrators[1], at=at)


def test_what_a_worker_that_died_has_left_is_found_and_worked(draft, administrators, at, monkeypatch):
    for _ in range(3):
        Journey(day=date(2026, 5, 20)).received()
    simulation = simulate(rule_set=draft, months=0, actor=administrators[0], at=at)
    fill, calls = module._fill, []

    def dies(*args):
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return fill(*args)

    monkeypatch.setattr(module, "_fill", dies)
    with pytest.raises(KeyboardInterrupt):
        work(simulation.pk, now=lambda: at, batch=1)

    assert simulation.cases.filter(is_done=True).count() == 1
    assert unfinished(at=at)["simulations"] == []
    assert unfinished(at=at + timedelta(minutes=2))["simulations"] == [simulation.pk]
    assert work(simulation.pk, now=lambda: at, batch=1) == 2
    assert Simulation.objects.get(pk=simulation.pk).state == "finished"


def test_a_case_that_changes_while_it_runs_bears_the_version_that_was_read(draft, simulated):
    journey = Journey(day=date(2026, 5, 20)).received()

    row = row_of(simulated(draft), journey)

    assert row.version == Application.objects.get(pk=journey.pk).version
