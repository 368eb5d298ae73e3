"""An answer put right after it was filed: at once the rules are asked again, and both are on record."""

from __future__ import annotations

import pytest

from cases.models import State
from cases.operations.correct_answers import correct_answers
from cases.queries.history import history_of
from cases.queries.timetables import timetable_of
from cases.workflow.refusals import InvalidInput, NotPermitted, WrongState
from recognition.routes.models import Regulator
from tests.cases.journey import Journey, on_b

WHY = "The company wrote that the form was filled in wrongly."


def test_a_corrected_answer_changes_the_route_and_says_why(db):
    journey = Journey().received()

    correct_answers(**journey.by("lead"), changes={"orphan_requested": True}, reason=WHY)

    case = journey.case
    kept = case.determinations.first()
    assert (case.route, case.facts["orphan_requested"]) == ("B", True)
    assert (kept.cause, kept.why, kept.difference["answers"]) == (
        "correction",
        WHY,
        {"orphan_requested": [False, True]},
    )
    found, corrected = history_of(case)[:2]
    assert corrected.action == "answers_corrected"
    assert corrected.data["changed"] == {"orphan_requested": [False, True]}
    assert (corrected.reason, found.action) == (WHY, "route_redetermined")


def test_an_answer_that_was_missing_takes_the_case_out_of_triage(db):
    journey = Journey().triaged()

    correct_answers(**journey.by("lead"), changes={"comparator_source": "EU"}, reason=WHY)

    assert (journey.case.state, journey.case.route) == (State.ELIGIBLE, "A")


def test_an_answer_taken_back_sends_a_submission_to_triage_and_back_to_validation(db):
    journey = Journey().validating()

    correct_answers(**journey.by("lead"), changes={"comparator_source": None}, reason=WHY)
    in_triage = journey.case.state, timetable_of(journey.case, today=journey.day).deadline("validation").status
    correct_answers(**journey.after(2).by("lead"), changes={"comparator_source": "EU"}, reason=WHY)

    assert in_triage == (State.TRIAGE, "cancelled")
    assert journey.case.state == State.RECEIVED
    due = timetable_of(journey.case, today=journey.day).deadline("validation")
    assert (due.status, due.started_on) == ("pending", journey.day)


def test_the_approval_relied_on_is_corrected_where_it_stands(db):
    journey = Journey().received()

    correct_answers(
        **journey.by("lead"), changes={"rr_approval_date": "2023-06-10", "rr_approval_type": "conditional"}, reason=WHY
    )

    approval = journey.case.reference_approvals.get()
    assert (approval.approved_on.isoformat(), approval.approval_type) == ("2023-06-10", "conditional")
    assert set(journey.case.determinations.first().hits) == {"B00", "B01"}


def test_a_planned_date_is_an_answer_too(db):
    journey = Journey(facts={"planned_submission_date": "2027-06-10"}).filed()
    assert journey.case.determinations.first().flags == ["boundary"]

    correct_answers(**journey.by("lead"), changes={"planned_submission_date": "2027-06-11"}, reason=WHY)

    assert journey.case.route == "B"
    assert journey.case.determinations.first().difference["flags"] == [["boundary"], []]


def test_a_package_put_right_no_longer_holds_validation_up(db):
    journey = Journey(facts={"rr_package_unredacted": False}).validating()
    assert journey.case.determinations.first().blocks == ["E12"]

    correct_answers(**journey.by("lead"), changes={"rr_package_unredacted": True}, reason=WHY)

    assert journey.case.determinations.first().blocks == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"no_such_question": True}, "facts/no_such_question"),
        ({"orphan_requested": "perhaps"}, "facts/orphan_requested"),
        ({"rr_approval_date": "2026-02-30"}, "facts/rr_approval_date"),
        ({"rr_approval_date": None}, "facts/rr_approval_date"),
        ({"rr_code": "XX-NONE"}, "facts/rr_code"),
        ({"orphan_requested": False}, "facts/orphan_requested"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_done(db, changes, field):
    journey = Journey().received()
    before = journey.case.version

    with pytest.raises(InvalidInput) as refused:
        correct_answers(**journey.by("lead"), changes=changes, reason=WHY)

    assert [error.field for error in refused.value.errors] == [field]
    assert (journey.case.version, journey.case.determinations.count()) == (before, 1)


def test_a_regulator_is_judged_by_the_day_of_the_submission(db):
    journey = Journey().received()
    Regulator.objects.filter(code="NL-MEB").update(recognised_until=journey.day)

    correct_answers(**journey.after(30).by("lead"), changes={"rr_code": "NL-MEB"}, reason=WHY)

    assert journey.case.reference_approvals.get().regulator_id == "NL-MEB"
    assert journey.case.route == "A"


@pytest.mark.parametrize("role", ["validator", "assessor", "signatory", "auditor", "administrator", "company"])
def test_only_a_lead_or_a_manager_corrects(db, role):
    journey = Journey().received()

    with pytest.raises(NotPermitted):
        correct_answers(**journey.by(role), changes={"orphan_requested": True}, reason=WHY)

    assert journey.case.route == "A"


@pytest.mark.parametrize("begin", [lambda: Journey().drafted(), lambda: on_b().granted()])
def test_a_draft_is_its_companys_and_a_closed_case_stays(db, begin):
    journey = begin()

    with pytest.raises(WrongState):
        correct_answers(**journey.by("lead"), changes={"orphan_requested": False}, reason=WHY)
