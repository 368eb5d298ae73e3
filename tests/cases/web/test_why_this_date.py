"""“Why this date?”: every day, in the page, the bar's twin and a sum; and nobody else's case."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.operations.replies import receive_information
from tests.cases.journey import Journey, on_b


@pytest.fixture
def seen(db, client, sign_in, today):
    def see(journey: Journey, code: str = "decision", round: int = 1, role: str = "auditor"):
        today(journey)
        sign_in(journey.people.user(role))
        return client.get(reverse("case-date", args=[journey.case.reference, code, round]))

    return see


def answered() -> Journey:
    journey = on_b().asked().after(39)
    receive_information(**journey.by("company"), answers={1: "As asked."})
    return journey.after(3)


def test_the_table_adds_up_to_the_rules_days(seen):
    said = re.sub(r"<[^>]+>|\s+", " ", seen(answered()).content.decode())

    assert "110 count, 39 do not" in re.sub(" +", " ", said)
    assert "On Recognition B the decision is due on day 110" in said
    assert "irp 2026-06-1" in said
    assert "england-and-wales" in said


def test_a_day_reached_stands_beside_each_range(seen):
    answer = seen(answered())

    assert [(step.line.days, step.reached) for step in answer.context["steps"]] == [(70, 70), (39, 70), (40, 110)]


@pytest.mark.parametrize("code", ["validation", "information_request", "information_reply", "statutory_decision"])
def test_every_date_of_the_case_has_its_page(seen, code):
    assert seen(answered(), code).status_code == 200


def test_a_date_that_the_case_does_not_have_is_not_found(seen):
    assert seen(answered(), "decision", 2).status_code == 404
    assert seen(answered(), "no_such_date").status_code == 404


def test_a_draft_is_nobodys_on_the_staff(seen):
    assert (
        seen(
            Journey(facts={"is_nas": True, "planned_submission_date": "2026-06-01"}).drafted(), "eligibility_form"
        ).status_code
        == 404
    )


def test_it_costs_as_little_with_two_stops_as_with_none(seen, client):
    journey = answered()
    seen(journey)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("case-date", args=[journey.case.reference, "decision", 1]))
    assert len(queries) <= 15, "\n".join(query["sql"][:150] for query in queries)
