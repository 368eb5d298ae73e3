"""A company asks why a date is this date, and what follows from its answer."""

import json

import pytest
import time_machine

from tests.cases.journey import Journey, on_b

from .caller import Caller, assert_problem

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def asked(caller):
    return on_b(client=caller.client).asked().after(10)


def read(caller: Caller, journey: Journey, path: str = "") -> dict:
    with time_machine.travel(journey.at, tick=False):
        fresh = Caller(client=journey.company)
        answer = fresh.get(f"/applications/{journey.case.reference}/clock/{path}")
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def test_the_days_of_a_date_are_accounted_for(caller, asked):
    row = read(caller, asked, "decision/1/")

    assert (row["days"], row["days_counted"], row["days_not_counted"], row["days_not_used"]) == (120, 110, 10, 0)
    assert sum(line["days"] for line in row["why"]) == row["days"]
    assert [line["kind"] for line in row["why"]] == ["runs", "stopped", "runs"]
    assert row["rule_set"] == "irp 2026-06-1"


def test_a_stop_says_until_when_and_what_follows(caller, asked):
    row = read(caller, asked)["standstill"]

    assert (row["deadline"], row["expires_on"], row["is_expired"]) == ("decision", "2026-07-03", False)
    assert row["on_last_day"] == {"answered_on": "2026-07-03", "due_on": "2026-08-12"}


def test_the_commissions_consultation_is_not_the_companys_to_read(caller):
    journey = Journey(client=caller.client).consulted()

    assert_problem(caller.get(f"/applications/{journey.case.reference}/clock/consultation/1/"), 404)


def test_a_date_that_is_not_there_is_not_found(caller, asked):
    assert_problem(caller.get(f"/applications/{asked.case.reference}/clock/decision/7/"), 404)
