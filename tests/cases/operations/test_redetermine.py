"""The rules asked again: who may, what follows, what is kept, and what a case keeps until then."""

from __future__ import annotations

from datetime import date

import pytest

from cases.models import Application, State
from cases.operations.decide_triage import decide_triage
from cases.operations.redetermine import redetermine
from cases.operations.revert import revert
from cases.operations.submit import submit
from cases.queries.history import history_of
from cases.queries.timetables import timetable_of
from cases.workflow.refusals import InvalidInput, NotPermitted, RuleRefused, WrongState
from recognition.outbox.models import Message
from recognition.routes.load import published_on
from recognition.routes.models import RuleSet
from recognition.routes.publishing import new_draft_from, propose, publish
from tests.cases.journey import Journey, on_b

WHY = "The guidance has changed."


def next_version(journey: Journey, change=lambda draft: None, *, published: bool = True) -> RuleSet:
    """A version after the shipped one, made, changed and published by two people."""
    actors = [journey.people.actor("administrator"), Journey().people.actor("administrator")]
    draft = new_draft_from(published_on(journey.day), f"next-{journey.pk}", actor=actors[0], at=journey.at)
    RuleSet.objects.filter(pk=draft.pk).update(effective_from=date(2026, 2, 1))
    change(draft)
    if published:
        propose(draft, actor=actors[0], at=journey.at, reason=WHY)
        publish(draft, actor=actors[1], at=journey.at, reason=WHY)
    return RuleSet.objects.get(pk=draft.pk)


def without_b17(draft: RuleSet) -> None:
    draft.rules.filter(code="B17").delete()


def test_a_case_keeps_its_version_until_a_person_asks_again(db):
    journey = on_b().received()
    before = journey.case.rule_set
    newer = next_version(journey, without_b17)

    assert journey.case.rule_set == before
    redetermine(**journey.by("lead"), reason=WHY, rule_set=newer)

    assert (journey.case.rule_set, journey.case.route) == (newer, "A")


def test_the_difference_is_kept_and_stands_in_the_record(db):
    journey = on_b().received()
    newer = next_version(journey, without_b17)

    redetermine(**journey.by("lead"), reason=WHY, rule_set=newer)

    kept, first = journey.case.determinations.all()
    assert (kept.cause, kept.why, kept.outcome, first.outcome) == ("version", WHY, "A", "B")
    assert kept.difference["outcome"] == ["B", "A"]
    assert ("B17", "met", "") in [(row["rule"], row["was"], row["becomes"]) for row in kept.difference["rules"]]
    entry = history_of(journey.case).first()
    assert (entry.action, entry.reason, entry.data["outcome_before"]) == ("route_redetermined", WHY, "B")
    assert "B17: met, now not a rule" in entry.data["rules_changed"]


def test_under_its_own_version_nothing_changes_and_that_is_kept_too(db):
    journey = Journey().received()

    redetermine(**journey.by("manager"), reason=WHY)

    kept = journey.case.determinations.first()
    assert (kept.cause, kept.outcome, kept.difference["rules"]) == ("again", "A", [])
    assert journey.case.state == State.RECEIVED


def test_after_day_zero_the_route_is_put_right_from_the_same_day_zero(db):
    journey = on_b().assessing()
    newer = next_version(journey, without_b17)
    day_zero = timetable_of(journey.case, today=journey.day).clock.day_zero
    journey.after(10)

    redetermine(**journey.by("lead"), reason=WHY, rule_set=newer)

    after = timetable_of(journey.case, today=journey.day)
    assert (after.route, after.clock.day_zero, after.clock.days_used) == ("A", day_zero, 10)
    assert (after.deadline("decision").due_on - day_zero).days == 60
    assert journey.case.deadlines.get(code="decision").due_on == after.deadline("decision").due_on


def test_a_policy_of_new_day_zeros_is_for_reversions_alone(db):
    journey = on_b().assessing()

    def change(draft):
        without_b17(draft)
        RuleSet.objects.filter(pk=draft.pk).update(reversion="new_day_zero")

    newer = next_version(journey, change)
    day_zero = journey.day
    redetermine(**journey.after(10).by("lead"), reason=WHY, rule_set=newer)

    assert timetable_of(journey.case, today=journey.day).clock.day_zero == day_zero


def test_a_reversion_stands_whatever_the_rules_say(db):
    journey = Journey().assessing().after(50).objected()
    revert(**journey.by("lead"), reason=WHY)

    redetermine(**journey.by("lead"), reason=WHY)

    assert (journey.case.route, journey.case.determinations.first().outcome) == ("B", "A")


def test_what_a_person_decided_stands_also_at_the_submission_that_follows(db):
    journey = Journey().filed()
    decide_triage(**journey.by("lead"), route="B", reason="A novel technology.")
    redetermine(**journey.by("lead"), reason=WHY)

    submit(**journey.papers().by("company"))

    assert (journey.case.route, journey.case.state) == ("B", State.RECEIVED)


@pytest.mark.parametrize("role", ["validator", "assessor", "signatory", "auditor", "administrator", "company"])
def test_only_a_lead_or_a_manager_asks_again(db, role):
    journey = Journey().received()
    before = journey.case.version

    with pytest.raises(NotPermitted):
        redetermine(**journey.by(role), reason=WHY)

    assert journey.case.version == before


def test_who_publishes_a_version_may_move_a_case_on_to_it(db):
    journey = on_b().received()
    newer = next_version(journey, without_b17)

    redetermine(**journey.by("administrator"), reason=WHY, rule_set=newer)

    assert journey.case.rule_set == newer


@pytest.mark.parametrize("role", ["validator", "assessor", "signatory", "auditor"])
def test_nobody_else_may_move_it(db, role):
    journey = on_b().received()
    newer = next_version(journey)

    with pytest.raises(NotPermitted):
        redetermine(**journey.by(role), reason=WHY, rule_set=newer)

    assert journey.case.rule_set != newer


def test_a_version_that_is_not_published_takes_no_case(db):
    journey = Journey().received()
    draft = next_version(journey, published=False)

    with pytest.raises(RuleRefused, match="is draft, not published"):
        redetermine(**journey.by("lead"), reason=WHY, rule_set=draft)


def test_no_case_goes_back_to_an_older_version(db):
    journey = Journey().received()
    older = journey.case.rule_set
    redetermine(**journey.by("lead"), reason=WHY, rule_set=next_version(journey))

    with pytest.raises(RuleRefused, match="is older than"):
        redetermine(**journey.by("lead"), reason=WHY, rule_set=older)


@pytest.mark.parametrize("begin", [lambda: Journey().drafted(), lambda: Journey().granted()])
def test_neither_a_draft_nor_a_closed_case_is_determined_again(db, begin):
    journey = begin()

    with pytest.raises(WrongState):
        redetermine(**journey.by("lead"), reason=WHY)


def test_it_needs_a_reason(db):
    with pytest.raises(InvalidInput, match="why the rules are asked again"):
        redetermine(**Journey().received().by("lead"), reason="  ")


def test_a_case_that_the_rules_end_tells_its_company_why_and_cancels_its_dates(db):
    journey = Journey().received()

    def change(draft):
        rule = draft.rules.get(code="E06")
        rule.conditions.update(value=["FR"], operator="not in")

    redetermine(**journey.by("lead"), reason=WHY, rule_set=next_version(journey, change))

    case = journey.case
    message = Message.objects.get(topic="redetermined_not_eligible")
    assert case.state == State.NOT_ELIGIBLE
    assert "E06" in message.body_text
    assert not case.deadlines.filter(is_open=True).exists()
    assert Application.objects.get(pk=case.pk).route == ""
