"""The EU reliance procedures that recognition replaced (domain 4.7): 67 days, for what came in by the end of 2023."""

import json
from datetime import date

import pytest

from cases.replay.play import replay
from cases.replay.scenario import parse
from recognition.routes.checks import faults
from recognition.routes.determination import determine
from recognition.routes.facts import check_facts
from recognition.routes.load import published_on
from recognition.routes.models import RuleSet
from recognition.routes.shipped import BEFORE_RECOGNITION_FILE
from recognition.routes.spec_from import spec_from
from tests.answers import CASE

CENTRALISED = {"rr_code": "EU-EMA", "rr_procedure": "CP", "rr_approval_date": "2023-05-02"}


@pytest.fixture(scope="module")
def before():
    return spec_from(json.loads(BEFORE_RECOGNITION_FILE.read_bytes()))


def judged(before, changes, on):
    values, errors = check_facts(CASE | changes, before, today=on)
    assert errors == []
    return determine(values, before, submitted_on=on, today=on)


@pytest.mark.unit
def test_it_could_be_proposed_as_it_is(before):
    assert faults(before) == []


@pytest.mark.unit
@pytest.mark.parametrize(
    ("changes", "outcome", "hits"),
    [
        (CENTRALISED, "ECDRP", ("R03",)),
        ({"rr_procedure": "DCP", "rr_approval_date": "2023-05-02"}, "MRDCRP", ("R04",)),
        ({"rr_procedure": "MRP", "rr_approval_date": "2012-05-02"}, "MRDCRP", ("R04",)),
        ({"rr_procedure": "national", "rr_approval_date": "2023-05-02"}, "NOT_ELIGIBLE", ("R01",)),
        (CENTRALISED | {"rr_approval_date": "2023-12-31"}, "NOT_ELIGIBLE", ("R02",)),
        (CENTRALISED | {"rr_approval_date": "2023-12-30"}, "ECDRP", ("R03",)),
        ({"rr_procedure": None, "rr_approval_date": "2023-05-02"}, "TRIAGE", ()),
    ],
)
def test_a_submission_of_2023_goes_by_the_procedure_of_its_approval(before, changes, outcome, hits):
    found = judged(before, changes, date(2023, 12, 31))

    assert (found.outcome, found.hits) == (outcome, hits)


@pytest.mark.unit
def test_one_received_a_day_later_is_refused_it_with_the_reason(before):
    found = judged(before, CENTRALISED, date(2024, 1, 1))

    assert (found.outcome, found.hits) == ("NOT_ELIGIBLE", ("EFFECTIVE-UNTIL",))
    assert "takes submissions received up to 31 December 2023" in found.reason
    assert "this one was received on 1 January 2024" in found.reason


@pytest.mark.integration
@pytest.mark.django_db
def test_it_is_retired_and_judges_its_own_days_alone():
    row = RuleSet.objects.get(version="eu-reliance-1")

    assert row.state == "retired"
    assert published_on(date(2023, 12, 31)) == row
    assert published_on(date(2024, 1, 1)).version == "2026-06-1"


@pytest.mark.integration
@pytest.mark.django_db
def test_a_case_of_2023_is_timed_by_67_days():
    """Validated on Monday 6 November 2023: 24 days are left of November, 31 of December make 55, so day 67 is
    12 January 2024. A stop from 4 December (day 28) to 20 December leaves 39 days: 28 January 2024."""
    facts = CASE | CENTRALISED | {"pl_number": "PL 12345/0001"}
    events = [
        {"on": "2023-10-16", "event": "submitted"},
        {"on": "2023-11-06", "event": "validated"},
        {"on": "2023-12-04", "event": "information_requested"},
        {"on": "2023-12-20", "event": "information_received"},
    ]

    def decision(some):
        scenario = parse({"name": "old", "facts": facts, "events": some})
        answer = replay(scenario, today=date(2026, 3, 2))
        rows = {row["code"]: row["due_on"] for row in answer["deadlines"]}
        return answer["route"], answer["determination"]["rule_set"], rows["decision"]

    assert decision(events[:2]) == ("ECDRP", "irp eu-reliance-1", "2024-01-12")
    assert decision(events) == ("ECDRP", "irp eu-reliance-1", "2024-01-28")
