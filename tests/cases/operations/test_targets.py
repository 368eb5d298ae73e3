"""Internal targets by discipline: they start on day 0, stop with the route's clock, end with the assessment, and are
nobody's outside."""

from datetime import timedelta

from cases.operations import assessments
from cases.queries.timetables import timetable_of
from recognition.outbox.models import Message
from tests.cases.journey import Journey, on_b

DISCIPLINES = {"quality", "non_clinical", "clinical", "pharmacovigilance", "product_information"}


def targets(journey):
    rows = timetable_of(journey.case, today=journey.day).deadlines
    return {row.code.removeprefix("target_"): row for row in rows if row.clock.startswith("target:")}


def test_each_discipline_has_its_target_from_day_0(db):
    journey = Journey().assessing()
    found = targets(journey)

    assert found.keys() == DISCIPLINES
    assert {row.due_on for row in found.values()} == {journey.day + timedelta(days=40)}


def test_a_request_stops_them_and_a_reversion_gives_them_the_new_routes_days(db):
    journey = on_b().assessing()
    zero = journey.day
    asked = on_b(people=journey.people).asked().after(10)

    assert {row.due_on for row in targets(journey).values()} == {zero + timedelta(days=60)}
    assert {row.status for row in targets(asked).values()} == {"missed"}  # day 60 came before the stop on day 70


def test_an_assessment_completed_meets_its_own_and_no_other(db):
    journey = Journey().assessing().after(40)
    assessments.complete_assessment(
        **journey.by("assessor"), discipline="quality", findings="Acceptable.", is_played=True
    )
    found = targets(journey.after(1))

    assert found["quality"].status == "met"
    assert {row.status for code, row in found.items() if code != "quality"} == {"missed"}


def test_a_decision_leaves_none_open(db):
    assert not any(row.is_open for row in targets(Journey().granted()).values())


def test_they_are_no_date_of_the_worklist_and_of_no_mail(db):
    journey = Journey().assessing()

    assert journey.case.next_due_on == journey.day + timedelta(days=60)
    assert not Message.objects.filter(body_text__icontains="internal target").exists()
