"""The calendar: whose dates, which days, and in how many statements."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.web.calendar import together
from recognition.accounts.models import Assessor
from tests.cases.journey import Journey, on_b, user_of


def page(client, **chosen):
    return client.get(reverse("calendar"), chosen).content.decode()


@pytest.fixture
def journey(db, today):
    journey = Journey().assessing()
    today(journey)
    return journey


def decision(journey):
    return journey.case.deadlines.get(code="decision").due_on


@pytest.mark.parametrize("view", ["month", "week", "list"])
def test_a_date_stands_on_its_day(client, sign_in, journey, view):
    sign_in(journey.people.user("assessor"))
    on = decision(journey)
    text = page(client, view=view, on=on.isoformat())
    assert journey.case.reference in text
    assert f"{on:%A} {on.day} {on:%B %Y}" in text


def test_the_week_before_does_not_show_it(client, sign_in, journey):
    sign_in(journey.people.user("assessor"))
    on = decision(journey) - timedelta(days=7)
    assert f">{journey.case.reference}</a>" not in page(client, view="week", on=on.isoformat())


def test_mine_are_those_that_bear_my_name(client, sign_in, journey):
    sign_in(user_of("assessor"))
    on = decision(journey).isoformat()
    assert journey.case.reference not in page(client, on=on)
    assert journey.case.reference in page(client, on=on, whose="all")


def test_my_teams_are_those_of_its_members(client, sign_in, journey):
    colleague, stranger = user_of("assessor"), user_of("assessor")
    Assessor.objects.filter(user=journey.people.user("assessor")).update(team="Cardiology")
    Assessor.objects.create(user=colleague, team="Cardiology")
    Assessor.objects.create(user=stranger, team="Oncology")
    on = decision(journey).isoformat()
    sign_in(colleague)
    assert journey.case.reference in page(client, on=on, whose="team")
    sign_in(stranger)
    assert journey.case.reference not in page(client, on=on, whose="team")


def test_who_has_no_team_is_told_so_and_sees_no_other_without_one(client, sign_in, journey):
    """Two people without a team are no team."""
    sign_in(user_of("assessor"))
    text = page(client, on=decision(journey).isoformat(), whose="team")
    assert "You belong to no team yet" in text
    assert journey.case.reference not in text


def test_a_draft_stands_in_nobodys_calendar(db, client, sign_in, today):
    journey = Journey(facts={"is_nas": True, "planned_submission_date": "2026-06-01"}).drafted()
    today(journey)
    sign_in("manager")
    on = journey.case.deadlines.get(code="eligibility_form").due_on
    assert journey.case.reference not in page(client, whose="all", on=on.isoformat())


def test_the_list_of_today_begins_with_what_is_overdue(client, sign_in, journey, today):
    today(journey.after(100))
    sign_in(journey.people.user("assessor"))
    text = page(client, view="list")
    assert "Overdue by 40 days" in text


def test_a_forecast_says_that_it_is_one(db, client, sign_in, today):
    journey = on_b().asked()
    today(journey)
    sign_in(journey.people.user("assessor"))
    on = decision(journey).isoformat()
    assert "(forecast)" in page(client, on=on)
    assert "Forecast: the clock is stopped" in page(client, on=on, view="week")


@pytest.mark.parametrize("on", ["", "2026-02-30", "0001-01-01", "9999-12-31", "x", "\x00", "2026-W01"])
@pytest.mark.parametrize("view", ["month", "week", "list", "x"])
def test_an_address_that_is_none_opens_today(client, sign_in, journey, on, view):
    sign_in("manager")
    assert client.get(reverse("calendar"), {"on": on, "view": view, "whose": on}).status_code == 200


def test_a_full_month_takes_the_statements_of_an_empty_one(client, sign_in, journey):
    sign_in("manager")

    def count(on):
        page(client, on=on, whose="all")
        with CaptureQueriesContext(connection) as context:
            page(client, on=on, whose="all")
        return len(context)

    assert count(decision(journey).isoformat()) == count("2050-01-01") <= 6


def test_a_case_is_named_once_a_day_with_all_that_is_due(client, sign_in, journey):
    sign_in("manager")
    on = journey.case.deadlines.filter(clock__startswith="target").earliest("due_on").due_on
    text = page(client, whose="all", on=on.isoformat(), view="list")
    begin = text.index(f">{on:%A} {on.day} {on:%B %Y}")
    of_day = text[begin:].split("</ul>")[0]
    assert of_day.count(f">{journey.case.reference}</a>") == 1
    assert "Quality, Non-clinical, Clinical" in of_day


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Quality: internal target", "Clinical: internal target"], "Quality, Clinical: internal target"),
        (["Decision", "Quality: internal target"], "Decision; Quality: internal target"),
        (["Decision", "Reply"], "Decision, Reply"),
    ],
)
def test_names_that_end_alike_are_said_together(names, said):
    assert together(names) == said
