"""The reference approval compared point by point, and the reports seen."""

from __future__ import annotations

import pytest

from cases.operations.review_approval import PointFound, ReportFound, review_approval
from cases.operations.submit import submit
from cases.workflow.refusals import InvalidInput, NotPermitted, WrongState
from recognition.audit.models import Entry
from tests.cases.journey import REACH, Journey

pytestmark = pytest.mark.django_db
OTHER = PointFound("acceptable", "Film-coated tablet", "The coating has no function.")


def review(journey: Journey, role: str = "assessor", points=None, reports=None) -> int:
    return review_approval(**journey.by(role), points=points or {}, reports=reports or {})


def point_of(journey: Journey):
    return journey.case.reference_approvals.get().sameness.get()


def test_who_compared_what_and_when_is_kept_and_recorded():
    journey = Journey().assessing()
    assert review(journey, points={"form": OTHER}) == 1
    row = point_of(journey)
    assert (row.verdict, row.compared_by, row.compared_at) == (
        "acceptable",
        journey.people.actor("assessor").label,
        journey.at,
    )
    entry = Entry.objects.filter(action="reference_reviewed").get()
    assert entry.data["changed"] == {"Pharmaceutical form": ["", "Differs, and is acceptable"]}


def test_what_the_company_filed_stays_as_it_was():
    journey = Journey().assessing()
    before = (journey.case.facts, journey.case.reference_approvals.values().get())
    review(journey, points={"form": OTHER})
    assert (journey.case.facts, journey.case.reference_approvals.values().get()) == before


def test_a_difference_needs_its_reason_and_nothing_is_kept_without_it():
    journey = Journey().assessing()
    with pytest.raises(InvalidInput) as refused:
        review(journey, points={"form": PointFound("differs"), "strength": PointFound("same")})
    assert [error.field for error in refused.value.errors] == ["points/form/why"]
    assert not journey.case.reference_approvals.get().sameness.exists()


def test_a_second_assessor_is_told_what_the_first_found():
    journey = Journey().assessing()
    review(journey, points={"form": OTHER})
    with pytest.raises(WrongState, match="Pharmaceutical form was changed by"):
        review(journey, "lead", points={"form": PointFound("same")})
    assert point_of(journey).verdict == "acceptable"
    review(journey, "lead", points={"form": PointFound("same", seen=1)})
    assert (point_of(journey).verdict, point_of(journey).version) == ("same", 2)


def test_saving_what_stands_there_records_nothing():
    journey = Journey().assessing()
    review(journey, points={"form": OTHER})
    entries = Entry.objects.count()
    assert review(journey, points={"form": OTHER}) == 0
    assert Entry.objects.count() == entries


def test_a_report_is_seen_with_its_language_and_redaction():
    journey = Journey().received().after(1)
    other = Journey().drafted().papers()
    foreign = other.case.documents.first().pk
    with pytest.raises(InvalidInput, match="no such paper of the reference package"):
        review(journey, reports={foreign: ReportFound("English", "none")})
    own = Journey().drafted().papers()
    submit(**own.by("company"))
    paper = own.case.documents.get(kind="reference_assessment_report")
    with pytest.raises(InvalidInput, match="give its language"):
        review(own, reports={paper.pk: ReportFound(" ", "none")})
    review(own, reports={paper.pk: ReportFound("English", "personal")})
    assert paper.held.get_redaction_display() == "Personal data only"


@pytest.mark.parametrize("role", ["signatory", "auditor", "company"])
def test_who_neither_assesses_nor_validates_compares_nothing(role):
    with pytest.raises(NotPermitted):
        review(Journey().assessing(), role, points={"form": OTHER})


def test_a_closed_case_is_compared_no_more():
    with pytest.raises(WrongState):
        review(REACH["withdrawn"](), points={"form": OTHER})
