"""Who does the work on a case, and whose name stands under it."""

import pytest

from cases.operations.assessments import begin_assessment, complete_assessment
from cases.operations.assign import assign
from cases.queries.timetables import timetable_of
from cases.workflow.refusals import InvalidInput
from recognition.audit.models import Entry
from tests.cases.journey import Journey, on_b, user_of

pytestmark = pytest.mark.django_db


def test_findings_bear_the_name_of_who_wrote_them():
    journey = Journey().assessing()
    begin_assessment(**journey.by("assessor"), discipline="quality")
    author = journey.people.made["assessor"] = user_of("assessor")
    complete_assessment(**journey.by("assessor"), discipline="quality", findings="Acceptable.", is_played=True)
    assert journey.case.assessments.get(discipline="quality").assessor == author


def test_giving_a_case_to_those_who_have_it_is_no_change():
    journey = Journey().assessing()
    case, entries = journey.case, Entry.objects.count()
    with pytest.raises(InvalidInput, match="on the case already"):
        assign(**journey.by("lead"), assessor=case.assessor, lead=case.lead)
    assert Entry.objects.count() == entries


def test_a_case_is_given_only_to_those_who_may_do_the_work():
    journey = Journey().assessing()
    with pytest.raises(InvalidInput) as error:
        assign(**journey.by("lead"), assessor=user_of("signatory"), lead=user_of("assessor"))
    assert [row.field for row in error.value.errors] == ["assessor", "lead"]


def test_while_the_commission_is_asked_the_regulator_holds_the_case():
    from cases.operations.consultation import start_consultation

    journey = on_b().overdue().after(1)
    assert timetable_of(journey.case, today=journey.day).clock.held_by == "company"
    start_consultation(**journey.by("lead"), reason="No reply came.")
    assert timetable_of(journey.case, today=journey.day).clock.held_by == "regulator"


def test_an_ended_clock_has_no_days_left():
    journey = Journey().granted()
    assert timetable_of(journey.case, today=journey.day).clock.days_left is None
