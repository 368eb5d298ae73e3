"""The rows say what the ledger says."""

import pytest

from cases.queries.timetables import timetable_of
from cases.replay.cast import noon
from recognition.clock import local_date
from tests.cases.journey import REACH, on_b


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
    from cases.operations.replies import receive_information

    receive_information(**journey.by("company"), answers={1: "As asked."})
    due = timetable_of(journey.case, today=local_date(noon(journey.day))).deadline("decision")
    assert [(line.days, line.counts) for line in due.why] == [(70, True), (39, False), (40, True)]
    assert due.why[0].from_on == due.started_on
    assert due.why[-1].to_on == due.due_on
    assert all(before.to_on == after.from_on for before, after in zip(due.why, due.why[1:], strict=False))


def test_a_plan_that_changes_is_a_correction_in_the_ledger(db):
    from cases.operations.change_draft import change_draft
    from tests.cases.journey import Journey

    journey = Journey(facts={"is_nas": True, "planned_submission_date": "2026-06-01"}).drafted()
    change_draft(**journey.by("company"), facts={"planned_submission_date": "2026-07-01"})
    assert list(journey.case.clock_entries.values_list("act", flat=True)) == ["started", "corrected"]
    assert str(journey.case.deadlines.get(code="eligibility_form").due_on) == "2026-05-20"
