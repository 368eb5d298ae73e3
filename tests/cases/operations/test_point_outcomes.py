"""A reply worked point by point, and what it means for a grant."""

from __future__ import annotations

import pytest

from cases.models import DraftPoint, PointOutcome
from cases.operations import consolidate, decisions, draft_points, objections, replies
from cases.operations.documents import add_document
from cases.operations.point_outcomes import record_outcome
from cases.operations.raise_information_request import Point, raise_information_request
from cases.queries.draft_points import desk_of
from cases.queries.majors import Majors, majors_of
from cases.workflow.refusals import InvalidInput, NotPermitted, RuleRefused, WrongState
from recognition.audit.models import Entry
from tests.cases.journey import POINT, Journey, on_b

pytestmark = pytest.mark.django_db


def answered(journey: Journey) -> Journey:
    points = journey.case.information_requests.get(state="open").points.all()
    replies.receive_information(**journey.by("company"), answers={point.number: "See the study." for point in points})
    return journey


@pytest.fixture
def journey() -> Journey:
    return answered(on_b().asked().after(10))


def find(journey: Journey, result: str, role: str = "assessor", **fields) -> PointOutcome:
    values = {"request": 1, "point": 1, "result": result, "comment": "What was found.", **fields}
    return record_outcome(**journey.by(role), **values)


def counted(journey: Journey) -> Majors:
    """By the rows; the count that the case keeps is the same after every act."""
    found = majors_of(journey.case)
    assert journey.case.open_majors == found.total
    return found


def grant(journey: Journey):
    if journey.case.assessments.exclude(state="complete").exists():
        journey.assessed()
    return decisions.recommend_grant(**journey.by("lead"), reasons="The report is final.")


def test_a_grant_waits_for_each_major_point(journey):
    with pytest.raises(RuleRefused, match="1 major point open") as refused:
        grant(journey)
    assert refused.value.rule == "NO-OPEN-MAJOR-OBJECTION"

    find(journey, "partly")
    with pytest.raises(RuleRefused):
        grant(journey)
    find(journey, "resolved", version=1)
    assert grant(journey).outcome == "grant"


def test_a_grant_does_not_wait_for_a_point_that_is_not_major():
    journey = on_b().assessing().after(70)
    raise_information_request(**journey.by("lead"), points=[Point("quality", "other", "Where?")])

    assert grant(answered(journey.after(10))).outcome == "grant"


def test_an_old_life_without_outcomes_is_granted_as_before():
    journey = on_b().assessing().after(70)
    raise_information_request(**journey.by("lead"), points=[POINT], by_point=False)

    assert grant(answered(journey.after(10))).outcome == "grant"


def test_an_old_life_waits_for_what_was_found_wanting(journey):
    journey.case.information_requests.update(by_point=False)
    find(journey, "not_resolved")

    with pytest.raises(RuleRefused, match="1 major point open"):
        grant(journey)


def test_only_an_answered_point_has_an_outcome():
    with pytest.raises(RuleRefused, match="has not been answered"):
        find(on_b().asked(), "resolved")


@pytest.mark.parametrize("role", ["validator", "signatory", "auditor"])
def test_only_who_assesses_records_it(journey, role):
    with pytest.raises(NotPermitted):
        find(journey, "resolved", role)


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"comment": " "}, "comment"),
        ({"result": "fine"}, "result"),
        ({"follow": "forget"}, "follow"),
        ({"follow": "carry"}, "follow"),
        ({"point": 2}, "point"),
        ({"documents": [999_999_999]}, "documents"),
    ],
)
def test_a_wrong_outcome_names_its_field(journey, fields, at):
    with pytest.raises(InvalidInput) as refused:
        find(journey, **{"result": "resolved", **fields})

    assert [error.field for error in refused.value.errors] == [at]
    assert not PointOutcome.objects.exists()


def test_another_cases_document_is_none_of_its(journey):
    from django.core.files.base import ContentFile

    other = Journey().received()
    paper = add_document(**other.by("validator"), kind="letter", title="A", file=ContentFile(b"A", "a.txt"))

    with pytest.raises(InvalidInput):
        find(journey, "resolved", documents=[paper.pk])


def test_a_stale_outcome_is_refused(journey):
    find(journey, "partly")
    with pytest.raises(WrongState, match="after you had opened the point") as refused:
        find(journey, "resolved")

    assert refused.value.rule == "STALE"
    assert PointOutcome.objects.get().result == "partly"


def test_what_is_not_resolved_is_carried_over_and_counts_until_it_is(journey):
    find(journey, "not_resolved", follow="carry", again="Justify it for nitrite, too.")
    row = journey.case.draft_points.get()
    assert (row.text, row.grade, row.carried_from.number) == ("Justify it for nitrite, too.", "major", 1)
    assert counted(journey) == Majors(points=1)

    seal = desk_of(journey.case).seal
    consolidate.approve_points(**journey.by("lead"), seal=seal, reason="-")
    journey.case.information_requests.update(stops_clock=True)
    request = _sent_on_national(journey, seal)
    assert request.points.get().carried_from == row.carried_from
    assert counted(journey) == Majors(points=1)
    with pytest.raises(WrongState, match="was asked again as Point 1 of request 2"):
        find(journey, "resolved", version=1)

    answered(journey.after(5))
    find(journey, "resolved", request=2)
    assert not counted(journey).total


def _sent_on_national(journey: Journey, seal: str):
    """Recognition B has one stop; the national timetable, to which the case reverts for what is open, has another."""
    from cases.operations.revert import revert

    revert(**journey.after(60).by("lead"), reason="It cannot be solved in time.")
    return consolidate.send_points(**journey.by("lead"), seal=seal)


def test_it_asks_the_same_again_where_nothing_else_is_said(journey):
    find(journey, "not_resolved", follow="carry")

    assert journey.case.draft_points.get().text == f"Follow-up to point 1 of request 1: {POINT.text}"


def test_it_is_carried_over_once(journey):
    find(journey, "not_resolved", follow="carry")
    with pytest.raises(WrongState, match="carried over already, as Draft 1"):
        find(journey, "not_resolved", follow="carry", version=1)

    assert PointOutcome.objects.get().version == 1


def test_what_is_resolved_after_all_takes_its_draft_along(journey):
    find(journey, "not_resolved", follow="carry")
    find(journey, "resolved", version=1)

    row = journey.case.draft_points.get()
    assert (row.state, row.why) == (DraftPoint.State.WITHDRAWN, "Point 1 of Request 1 is resolved.")


def test_it_becomes_an_objection_that_counts_in_its_place(journey):
    find(journey, "not_resolved", follow="object")
    assert counted(journey) == Majors(objections=1)
    with pytest.raises(WrongState, match="is Objection 1 already"):
        find(journey, "not_resolved", follow="object", version=1)

    find(journey, "resolved", version=1, comment="Shown by the study.")
    assert journey.case.objections.get().resolution == "Shown by the study."
    assert not counted(journey).total


def test_a_point_about_an_objection_resolves_it():
    journey = on_b().assessing().after(70).objected()
    draft_points.draft_point(
        **journey.by("assessor"), discipline="quality", grade="major", text="Justify it.", objection=1
    )
    seal = desk_of(journey.case).seal
    consolidate.approve_points(**journey.by("lead"), seal=seal, reason="-")
    consolidate.send_points(**journey.by("lead"), seal=seal)
    answered(journey.after(5))
    assert counted(journey) == Majors(objections=1)

    find(journey, "resolved")
    assert not counted(journey).total
    actions = Entry.objects.filter(subject_id=str(journey.pk)).order_by("-id").values_list("action", flat=True)
    assert list(actions[:2]) == ["objection_resolved", "point_outcome_recorded"]


def test_an_objection_resolved_by_itself_leaves_its_point_to_be_worked():
    journey = on_b().assessing().after(70).objected()
    raise_information_request(**journey.by("lead"), points=[Point("quality", "major", "Justify it.", objection=1)])
    answered(journey.after(5))
    objections.resolve_objection(**journey.by("assessor"), number=1, resolution="Shown.")

    assert find(journey, "resolved").result == "resolved"
