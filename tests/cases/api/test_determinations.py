"""The history of determinations as a company reads it: what changed, never what staff wrote among themselves."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.operations.correct_answers import correct_answers
from cases.operations.decide_triage import decide_triage
from tests.cases.journey import Journey

pytestmark = pytest.mark.django_db
WHY = "Seen by the validator, who doubts it."


def determined(caller, times: int = 1) -> Journey:
    journey = Journey(client=caller.client).received()
    for n in range(times):
        correct_answers(**journey.by("lead"), changes={"orphan_requested": n % 2 == 0}, reason=WHY)
    return journey


def path(journey: Journey) -> str:
    return f"/applications/{journey.case.reference}/determinations/"


def test_newest_first_with_what_changed_and_by_which_rule(caller):
    newest, first = caller.get(path(determined(caller))).json()["results"]

    assert (newest["outcome"], newest["cause"], newest["by"]) == ("B", "correction", "rules")
    assert newest["difference"]["outcome"] == {"was": "A", "becomes": "B"}
    assert newest["difference"]["answers"] == [{"question": "orphan_requested", "was": False, "becomes": True}]
    rule = next(row for row in newest["difference"]["rules"] if row["rule"] == "B17")
    assert (rule["was"], rule["becomes"]) == ("not met", "met")
    assert rule["why"]
    assert rule["source"]
    assert (first["outcome"], first["difference"], first["measured_on"]) == ("A", None, "2026-02-02")


def test_what_staff_wrote_is_not_told(caller):
    journey = determined(caller)
    decide_triage(**journey.by("lead"), route="A", reason=WHY)

    answer = caller.get(path(journey))

    assert WHY not in answer.content.decode()
    assert answer.json()["results"][0] | {"outcome": "A", "by": "person"} == answer.json()["results"][0]


def test_a_draft_has_none(caller):
    assert caller.get(path(Journey(client=caller.client).drafted())).json() == {"results": []}


def test_it_costs_the_same_for_one_and_for_twenty_five(caller):
    costs = []
    for times in (1, 25):
        address = path(determined(caller, times))
        caller.get(address)
        with CaptureQueriesContext(connection) as queries:
            caller.get(address)
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 12
