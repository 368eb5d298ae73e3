"""The age of the reference approval, at the limits to the day (domain 1.5 and 3.5)."""

from dataclasses import replace
from datetime import date

import pytest

from recognition.routes.operators import years_before

pytestmark = pytest.mark.unit


@pytest.fixture
def exclusive(spec):
    return replace(spec, policy=replace(spec.policy, age_boundary="exclusive"))


@pytest.mark.parametrize(
    ("approved", "submitted", "outcome", "is_boundary"),
    [
        ("2024-03-03", date(2026, 3, 2), "A", False),
        ("2024-03-02", date(2026, 3, 2), "A", True),
        ("2024-03-01", date(2026, 3, 2), "B", False),
        ("2024-02-29", date(2026, 2, 28), "A", False),
        ("2024-02-28", date(2026, 2, 28), "A", True),
        ("2024-02-29", date(2026, 3, 1), "B", False),
        ("2026-02-28", date(2028, 2, 29), "A", True),
        ("2026-02-27", date(2028, 2, 29), "B", False),
        ("2016-03-02", date(2026, 3, 2), "B", True),
        ("2016-03-01", date(2026, 3, 2), "NOT_ELIGIBLE", False),
        ("2018-02-28", date(2028, 2, 29), "B", True),
        ("2018-02-27", date(2028, 2, 29), "NOT_ELIGIBLE", False),
    ],
)
def test_at_the_limit_and_a_day_to_either_side(judge, approved, submitted, outcome, is_boundary):
    determination = judge({"rr_approval_date": approved}, on=submitted)

    assert determination.outcome == outcome
    assert ("boundary" in determination.flags) is is_boundary


def test_exactly_at_the_limit_is_too_old_where_the_policy_excludes_it(judge, exclusive):
    two, ten = {"rr_approval_date": "2024-03-02"}, {"rr_approval_date": "2016-03-02"}

    assert judge(two, spec=exclusive).hits == ("B00",)
    assert judge(ten, spec=exclusive).hits == ("E10",)
    assert judge(two, spec=exclusive).flags == ("boundary",)


def test_age_is_measured_at_submission_else_the_planned_date_else_today(judge):
    facts = {"rr_approval_date": "2024-03-05", "planned_submission_date": "2026-03-10"}
    today = date(2026, 3, 2)

    assert judge(facts, submitted_on=None, today=today).outcome == "B"
    assert judge(facts, submitted_on=None, today=today).measured_on == date(2026, 3, 10)
    assert judge(facts, submitted_on=date(2026, 3, 4), today=today).outcome == "A"
    assert judge(facts | {"planned_submission_date": None}, submitted_on=None, today=today).measured_on == today


def test_29_february_becomes_the_28th_in_a_common_year():
    assert years_before(date(2028, 2, 29), 2) == date(2026, 2, 28)
    assert years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)
