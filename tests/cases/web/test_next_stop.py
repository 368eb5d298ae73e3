"""Before the day on which the clock may be stopped, the page of the next request says what a request would do then."""

from datetime import date

import pytest
from django.urls import reverse

from cases.operations.raise_information_request import raise_information_request
from cases.operations.replies import receive_information
from cases.queries.standing import next_stop_of, standing_of, standstill_of
from cases.workflow.refusals import RuleRefused
from tests.cases.journey import POINT, Journey, on_b
from tests.cases.web.journeys_of_acts import approved, drafted

pytestmark = pytest.mark.django_db


def ahead(journey):
    return next_stop_of(standing_of(journey.case, today=journey.day))


def page(client, sign_in, today, journey, name="case-next-request", role="assessor"):
    today(journey)
    sign_in(journey.people.user(role))
    return client.get(reverse(name, args=[journey.case.reference])).content.decode()


def test_it_names_the_first_day_and_what_would_happen_then(client, sign_in, today):
    # Day 0 is 23 February 2026; day 70 is 4 May, 60 days on is 3 July; day 110 is 13 June, and 60 more 12 August.
    said = page(client, sign_in, today, on_b().assessing().after(10))
    assert "It can be sent from 4 May 2026" in said
    assert "on day 70 at the earliest, and this is day 10" in said
    assert "up to and including 3 July 2026" in said
    assert "due on 13 June 2026" in said
    assert "due on 12 August 2026" in said
    assert "Draft a point" in said


def test_the_page_of_all_requests_names_the_day(client, sign_in, today):
    assert "4 May 2026, day 70" in page(client, sign_in, today, on_b().assessing(), "case-requests")


def test_what_was_foreseen_is_what_a_request_on_that_day_does():
    journey = on_b().assessing().after(10)
    foreseen = ahead(journey)
    journey.day = foreseen.on
    raise_information_request(**journey.by("lead"), points=[POINT])
    assert standstill_of(standing_of(journey.case, today=journey.day)) == foreseen.standstill


def test_a_request_the_day_before_is_refused():
    journey = on_b().assessing().after(10)
    journey.day = date.fromordinal(ahead(journey).on.toordinal() - 1)
    with pytest.raises(RuleRefused, match="day 70"):
        raise_information_request(**journey.by("lead"), points=[POINT])
    assert ahead(journey).on.toordinal() == journey.day.toordinal() + 1


@pytest.mark.parametrize("days", [70, 90])
def test_from_that_day_on_it_is_not_said(days):
    assert ahead(on_b().assessing().after(days)) is None


def test_it_is_not_said_once_the_one_stop_is_used():
    journey = on_b().asked().after(5)
    assert ahead(journey) is None
    receive_information(**journey.by("company"), answers={1: "Attached."})
    assert ahead(journey) is None


def test_it_is_not_said_where_requests_stop_no_clock():
    assert ahead(Journey().assessing().after(10)) is None


def test_points_that_are_approved_too_early_say_when_once(client, sign_in, today):
    journey = approved(drafted(on_b().assessing().after(10), count=2))
    said = page(client, sign_in, today, journey, role="lead")
    assert "It can be sent from 4 May 2026" in said
    assert "It cannot be sent yet" not in said
    assert "Preview and send" not in said
