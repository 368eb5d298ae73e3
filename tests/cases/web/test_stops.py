"""Stopped clocks, the first to expire on top; and the case that stands, with its forecasts and its choices."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.operations.replies import grant_extension, receive_information
from cases.web.acts import ACTS
from tests.cases.journey import Journey, on_b


@pytest.fixture
def listed(db, client, sign_in, today):
    def show(journey: Journey, role: str = "manager"):
        today(journey)
        sign_in(journey.people.user(role))
        return client.get("/stops/")

    return show


def rows(answer):
    return [row.case.reference for row in answer.context["rows"]]


def test_the_first_to_expire_stands_on_top(listed):
    longer = on_b().asked()
    grant_extension(**longer.by("lead"), until=longer.day.replace(month=9), reason="A batch has to be made.")
    sooner, correction = on_b().asked(), Journey(day=longer.day).corrected()
    assert rows(listed(sooner)) == [row.case.reference for row in (correction, sooner, longer)]


def test_only_clocks_that_stand_are_listed(listed):
    Journey().asked()  # on Recognition A the clock runs on
    answered = on_b().asked()
    receive_information(**answered.by("company"), answers={1: "As asked."})
    assert "No clock stands" in listed(answered).content.decode()


def test_one_that_has_expired_stays_and_says_so(listed):
    overdue = on_b().overdue()
    said = listed(overdue).content.decode()

    assert overdue.case.reference in said
    assert "Overdue by 1 day" in said


def test_who_reads_no_cases_does_not_see_the_list(listed):
    assert listed(on_b().asked(), "administrator").status_code == 403


def test_ten_more_stops_cost_no_more_queries(listed, client):
    journey = on_b().asked()
    listed(journey)
    with CaptureQueriesContext(connection) as one:
        client.get("/stops/")
    for _ in range(3):
        Journey(client=journey.company, day=journey.day, people=journey.people).corrected()
    with CaptureQueriesContext(connection) as four:
        client.get("/stops/")
    assert len(four) == len(one) <= 8


@pytest.fixture
def case_page(db, client, sign_in, today):
    def show(journey: Journey, role: str = "lead") -> str:
        today(journey)
        sign_in(journey.people.user(role))
        return client.get(f"/cases/{journey.case.reference}/clock/").content.decode()

    return show


def test_a_case_that_stands_tells_both_forecasts(case_page):
    said = case_page(on_b().asked().after(10))  # asked on 4 May 2026

    assert "If answered today</dt><dd>The decision is due on 23 June 2026" in said
    assert "If answered on the last day</dt><dd>The decision is due on 12 August 2026" in said
    assert "31 October 2026 at the latest" in said


def test_on_the_last_day_there_is_nothing_to_choose_yet(case_page):
    assert "a person decides" not in case_page(on_b().asked().after(60))


def test_an_expired_case_offers_its_choices_to_who_may_make_them(case_page):
    journey = on_b().overdue()
    said = case_page(journey)
    for act in ("accept-late-reply", "consult", "withdraw"):
        assert f'href="{ACTS[act].url(journey.case)}"' in said
    assert "Propose a refusal" in said

    read = case_page(journey, "auditor")
    assert "a person decides" in read
    assert "Propose a refusal" not in read
