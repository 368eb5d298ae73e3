"""The rows say what the ledger says."""

from datetime import timedelta

import pytest

from cases.operations.change_draft import change_draft
from cases.operations.close import withdraw
from cases.operations.replies import receive_information
from cases.operations.submit import submit
from cases.queries.timetables import timetable_of
from cases.replay.cast import noon
from recognition.clock import local_date
from tests.cases.journey import REACH, Journey, on_b


@pytest.mark.parametrize("state", REACH)
def test_in_every_state_the_kept_dates_are_the_computed_ones(db, state):
    journey = REACH[state]()
    computed = timetable_of(journey.case, today=local_date(journey.at)).deadlines
    kept = journey.case.deadlines.all()
    assert {(row.code, row.round, row.due_on, row.status, row.is_open) for row in kept} == {
        (due.code, due.round, due.due_on, due.status, due.is_open) for due in computed
    }


def test_the_days_that_explain_a_date_add_up(db):
    journey = on_b().asked().after(39)
    receive_information(**journey.by("company"), answers={1: "As asked."})
    due = timetable_of(journey.case, today=local_date(noon(journey.day))).deadline("decision")
    assert [(line.days, line.counts) for line in due.why] == [(70, True), (39, False), (40, True)]
    assert due.why[0].from_on == due.started_on
    assert due.why[-1].to_on == due.due_on
    assert all(before.to_on == after.from_on for before, after in zip(due.why, due.why[1:], strict=False))


def test_a_plan_that_changes_is_a_correction_in_the_ledger(db):
    journey = Journey(facts={"is_nas": True, "planned_submission_date": "2026-06-01"}).drafted()
    change_draft(**journey.by("company"), facts={"planned_submission_date": "2026-07-01"})
    assert list(journey.case.clock_entries.values_list("act", flat=True)) == ["started", "corrected"]
    assert str(journey.case.deadlines.get(code="eligibility_form").due_on) == "2026-05-20"


def planned():
    return Journey(facts={"is_nas": True, "planned_submission_date": "2026-06-01"}).drafted()


@pytest.mark.parametrize("change", [{"is_nas": False}, {"planned_submission_date": None}])
def test_a_plan_that_is_given_up_has_no_form_due(db, change):
    journey = planned()
    change_draft(**journey.by("company"), facts=change)
    assert not journey.case.deadlines.exists()
    assert not journey.case.reminders.filter(state="planned").exists()


def test_no_form_is_missed_by_who_gave_the_plan_up(db):
    journey = planned()
    change_draft(**journey.by("company"), facts={"is_nas": False})
    submit(**journey.after(1).papers().by("company"))
    assert not journey.case.deadlines.filter(code="eligibility_form").exists()


def test_a_plan_that_is_taken_up_again_has_its_form_due_again(db):
    journey = planned()
    change_draft(**journey.by("company"), facts={"is_nas": False})
    change_draft(**journey.by("company"), facts={"is_nas": True, "planned_submission_date": "2026-07-01"})
    change_draft(**journey.by("company"), facts={"planned_submission_date": "2026-07-02"})
    assert str(journey.case.deadlines.get(code="eligibility_form").due_on) == "2026-05-21"


def test_a_new_contact_of_a_closed_case_plans_nothing(db):
    journey = planned()
    withdraw(**journey.by("company"), reason="Commercial reasons.")
    change_draft(**journey.by("company"), facts={"contact_name": "Somebody else"})
    assert not journey.case.deadlines.filter(is_open=True).exists()


@pytest.mark.parametrize("state", ["draft", "eligible", "not_eligible", "granted", "withdrawn", "reply_overdue"])
def test_whose_turn_it_is(db, state):
    journey = REACH[state]()
    holder = timetable_of(journey.case, today=journey.day).clock.held_by
    assert holder == (None if state in ("not_eligible", "granted", "withdrawn") else "company")


def test_a_case_routed_in_triage_waits_for_its_company(db):
    journey = Journey().decided()
    assert timetable_of(journey.case, today=journey.day).clock.held_by == "company"


def test_after_the_28_days_it_is_the_regulators_turn(db):
    journey = Journey().opined()
    holders = [timetable_of(journey.case, today=journey.day + timedelta(days=days)).clock.held_by for days in (27, 28)]
    assert holders == ["company", "regulator"]
