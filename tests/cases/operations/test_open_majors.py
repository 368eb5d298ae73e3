"""The count of open majors that a case keeps is that of its rows, whatever happened to it."""

from importlib import import_module

import pytest
from django.db import connection

from cases.models import Application
from cases.operations import close, objections
from cases.queries.majors import majors_by_case, majors_of
from tests.cases.journey import Journey, on_b

pytestmark = pytest.mark.django_db
FIRST_COUNT = import_module("cases.migrations.0031_keep_open_majors").COUNT


def test_an_objection_counts_from_its_raising_until_it_is_resolved():
    journey = Journey().assessing().objected().objected("other")
    assert journey.case.open_majors == 1

    objections.resolve_objection(**journey.by("assessor"), number=1, resolution="Shown.")
    assert journey.case.open_majors == 0


def test_what_was_asked_of_a_case_that_is_withdrawn_counts_no_more():
    journey = on_b().asked().objected()
    journey.case.information_requests.update(by_point=True)
    close.withdraw(**journey.by("company"), reason="We stop.")

    assert journey.case.open_majors == majors_of(journey.case).total == 1  # the objection


def test_an_act_that_changes_no_count_leaves_the_row_as_it_was():
    journey = Journey().assessing().objected("other")
    version = journey.case.version
    objections.resolve_objection(**journey.by("assessor"), number=1, resolution="Shown.")

    assert (journey.case.open_majors, journey.case.version) == (0, version + 1)


def test_the_first_count_of_an_installation_is_the_same():
    journeys = [on_b().asked(), Journey().assessing().objected().objected(), Journey().assessing()]
    journeys[0].case.information_requests.update(by_point=True)
    Application.objects.update(open_majors=0)
    with connection.cursor() as cursor:
        cursor.execute(FIRST_COUNT)

    derived = majors_by_case(Application.objects.all())
    assert {case.pk: case.open_majors for case in Application.objects.filter(open_majors__gt=0)} == {
        key: row.total for key, row in derived.items()
    }
    assert [journey.case.open_majors for journey in journeys] == [1, 2, 0]
