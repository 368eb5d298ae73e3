"""Two people, one decision about open cases, and nothing else than what was simulated."""

from datetime import date, timedelta

import pytest

from cases.models import SimulatedCase, Simulation
from cases.operations import move_cases as module
from cases.operations.move_cases import move_cases, unfinished
from cases.operations.notes import add_note
from cases.operations.publish_version import CasesChanged, move_open_cases, publish_version
from cases.operations.raise_information_request import raise_information_request
from cases.operations.simulate import simulate, simulate_changed
from cases.simulation.work import work
from cases.workflow.refusals import NotPermitted, RuleRefused
from recognition.accounts.actors import person
from recognition.audit.models import Entry
from recognition.routes import publishing
from recognition.routes.models import RuleSet
from tests.cases.journey import POINT, Journey, on_b, user_of

from .dates import standing

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
Move = SimulatedCase.Move


@pytest.fixture
def two(db):
    """Two cases under assessment on B."""
    return [on_b(day=date(2026, 3, 1)).assessing().pk for _ in range(2)]


def publish(simulation, actor, at, move="all", reason="Read and agreed."):
    rows = simulation.cases.filter(is_open=True) if move == "all" else None
    return publish_version(simulation=simulation, move=rows, actor=actor, at=at, reason=reason)


def state_of(rule_set):
    return RuleSet.objects.get(pk=rule_set.pk).state


def test_who_proposed_cannot_publish(two, proposed, simulated, administrators, at):
    with pytest.raises(publishing.SecondPersonNeeded):
        publish(simulated(proposed), administrators[0], at)

    assert state_of(proposed) == "proposed"
    assert not SimulatedCase.objects.exclude(move=Move.KEPT).exists()


def test_the_record_has_both_names_the_reason_the_comparison_and_the_counts(
    two, proposed, simulated, administrators, at
):
    publish(simulated(proposed), administrators[1], at)

    entry = Entry.objects.get(subject_type="rule_set", subject_id=str(proposed.pk), action="rule_set_published")
    assert entry.reason == "Read and agreed."
    assert (entry.data["proposed_by"], entry.data["published_by"]) == ("first", "second")
    assert entry.data["comparison"]["counts"]["removed"] == 1
    assert "Rule B17 was removed." in entry.data["comparison"]["differences"]
    assert entry.data["simulation"]["open"] == 2
    assert entry.data["open_cases"] == {"choice": "move", "to_move": 2}


def test_a_case_that_changed_since_is_named_and_nothing_is_published(two, proposed, simulated, administrators, at):
    simulation = simulated(proposed)
    journey = Journey(pk=two[0])
    add_note(application=journey.case, actor=person(user_of("lead")), text="Something new.", at=at)

    with pytest.raises(CasesChanged) as refusal:
        publish(simulation, administrators[1], at)

    assert refusal.value.references == [journey.case.reference]
    assert state_of(proposed) == "proposed"
    assert not SimulatedCase.objects.exclude(move=Move.KEPT).exists()


def test_one_that_changes_between_is_left_named_and_moved_after_a_new_look(
    two, proposed, simulated, administrators, at
):
    simulation = simulated(proposed)
    publish(simulation, administrators[1], at)
    request = {"points": [POINT], "actor": person(user_of("lead")), "at": at - timedelta(days=1)}
    raise_information_request(application=Journey(pk=two[0]).case, **request)
    before = standing(two[0])

    assert move_cases(simulation.pk, now=lambda: at) == 1

    assert dict(simulation.cases.values_list("application", "move")) == {two[0]: Move.CHANGED, two[1]: Move.MOVED}
    assert standing(two[0]) == before
    again = simulate_changed(simulation=simulation, actor=administrators[1], at=at)
    work(again.pk, now=lambda: at)
    again.refresh_from_db()
    assert list(again.cases.values_list("application", flat=True)) == [two[0]]
    with pytest.raises(NotPermitted, match="second person"):
        move_open_cases(simulation=again, move=again.cases.all(), actor=administrators[0], at=at, reason="Go on.")
    move_open_cases(simulation=again, move=again.cases.all(), actor=administrators[1], at=at, reason="Go on.")
    assert move_cases(again.pk, now=lambda: at) == 1
    assert standing(two[0])["rule_set"] == proposed.pk


def test_a_draft_that_was_edited_has_to_be_simulated_again(two, draft, simulated, administrators, at):
    simulation = simulated(draft)
    draft.rules.get(code="B12").delete()
    publishing.propose(draft, actor=administrators[0], at=at, reason="New.")
    simulation.refresh_from_db()

    with pytest.raises(RuleRefused, match="was changed after the simulation"):
        publish(simulation, administrators[1], at)


def test_a_simulation_of_yesterday_is_no_ground_to_publish_on(two, proposed, simulated, administrators, at):
    with pytest.raises(RuleRefused, match="Simulate again today"):
        publish(simulated(proposed), administrators[1], at + timedelta(days=1))


def test_nor_is_one_that_was_not_finished(two, proposed, administrators, at):
    simulation = simulate(rule_set=proposed, months=0, actor=administrators[0], at=at)

    with pytest.raises(RuleRefused, match="not finished"):
        publish(simulation, administrators[1], at)


def test_cases_are_not_moved_before_the_version_is_in_force(two, draft, simulated, administrators, at):
    RuleSet.objects.filter(pk=draft.pk).update(effective_from=date(2026, 9, 1))
    proposed = publishing.propose(RuleSet.objects.get(pk=draft.pk), actor=administrators[0], at=at, reason="New.")
    simulation = simulated(proposed)

    with pytest.raises(RuleRefused, match="from 01 September 2026"):
        publish(simulation, administrators[1], at)
    assert publish(simulation, administrators[1], at, move=None).state == "published"


def test_a_crash_leaves_whole_cases_and_the_rest_is_moved_later(
    two, proposed, simulated, administrators, at, monkeypatch
):
    simulation = simulated(proposed)
    publish(simulation, administrators[1], at)
    before = standing(two[1])
    calls = []

    def dies(**given):
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return moves(**given)

    moves = module.redetermine
    monkeypatch.setattr(module, "redetermine", dies)
    with pytest.raises(KeyboardInterrupt):
        move_cases(simulation.pk, now=lambda: at)

    assert dict(simulation.cases.values_list("application", "move")) == {two[0]: Move.MOVED, two[1]: Move.CHOSEN}
    assert standing(two[1]) == before
    assert unfinished(at=at + timedelta(minutes=2))["moves"] == [simulation.pk]
    assert move_cases(simulation.pk, now=lambda: at) == 1


def test_a_case_that_came_out_otherwise_is_put_back(two, proposed, simulated, administrators, at, monkeypatch):
    simulation = simulated(proposed)
    publish(simulation, administrators[1], at)
    before = [standing(case) for case in two]
    moves = module.redetermine

    def and_more(**given):
        moves(**given)
        given["application"].deadlines.all().update(due_on=date(2030, 1, 1))

    monkeypatch.setattr(module, "redetermine", and_more)

    assert move_cases(simulation.pk, now=lambda: at) == 0

    assert [standing(case) for case in two] == before
    assert set(simulation.cases.values_list("move", flat=True)) == {Move.FAILED}


@pytest.mark.parametrize("role", ["lead", "manager", "signatory", "auditor"])
def test_only_administrators_simulate(role, draft, at):
    with pytest.raises(NotPermitted):
        simulate(rule_set=draft, months=0, actor=person(user_of(role)), at=at)
    assert not Simulation.objects.exists()
