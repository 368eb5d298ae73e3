"""What counts as an open major, each concern once, through the one query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Application, PointOutcome, RequestPoint
from cases.operations import objections
from cases.operations.open_majors import keep_majors
from cases.queries.majors import Majors, has_open_majors, majors_by_case, majors_of
from cases.workflow.lock import locked
from tests.cases.journey import Journey, on_b

pytestmark = pytest.mark.django_db


def worked(journey: Journey) -> Journey:
    journey.case.information_requests.update(by_point=True)
    return journey


def found(journey: Journey, result: str) -> PointOutcome:
    point = RequestPoint.objects.get(request__application=journey.case)
    return PointOutcome.objects.create(point=point, result=result, comment="-", recorded_by="A", recorded_at=journey.at)


def is_found(journey: Journey) -> bool:
    """By lists, when the act that wrote the rows has counted them."""
    with locked(journey.pk) as case:
        keep_majors(case)
    return Application.objects.filter(has_open_majors(), pk=journey.pk).exists()


def test_a_major_objection_counts_until_it_is_resolved():
    journey = Journey().assessing().objected().objected("other")
    assert majors_of(journey.case) == Majors(objections=1)
    assert is_found(journey)

    objections.resolve_objection(**journey.by("assessor"), number=1, resolution="Shown.")
    assert not majors_of(journey.case).total
    assert not is_found(journey)


def test_a_major_point_counts_from_its_sending_where_the_request_is_worked_by_point():
    journey = worked(on_b().asked())

    assert majors_of(journey.case) == Majors(points=1)
    assert is_found(journey)


def test_an_old_request_counts_only_what_was_found_wanting():
    journey = on_b().asked()
    journey.case.information_requests.update(by_point=False)
    assert not majors_of(journey.case).total

    found(journey, "partly")
    assert majors_of(journey.case) == Majors(points=1)


@pytest.mark.parametrize(("result", "count"), [("resolved", 0), ("partly", 1), ("not_resolved", 1)])
def test_only_a_resolved_point_is_not_open(result, count):
    journey = worked(on_b().asked())
    found(journey, result)

    assert majors_of(journey.case).points == count
    assert is_found(journey) == bool(count)


def test_a_concern_counts_once_as_its_objection():
    journey = worked(on_b().asked().objected())
    RequestPoint.objects.update(objection=journey.case.objections.get())

    assert majors_of(journey.case) == Majors(objections=1)


def test_a_point_that_became_an_objection_counts_as_that():
    journey = worked(on_b().asked().objected())
    outcome = found(journey, "not_resolved")
    PointOutcome.objects.filter(pk=outcome.pk).update(objection=journey.case.objections.get())

    assert majors_of(journey.case) == Majors(objections=1)


def test_many_cases_cost_one_query():
    journeys = [worked(on_b().asked()), Journey().assessing().objected().objected(), Journey().assessing()]
    cases = [journey.case for journey in journeys]

    with CaptureQueriesContext(connection) as queries:
        said = majors_by_case(cases)
    assert len(queries) == 1
    assert {key: row.said for key, row in said.items()} == {
        cases[0].pk: "1 major point open",
        cases[1].pk: "2 major objections open",
    }
