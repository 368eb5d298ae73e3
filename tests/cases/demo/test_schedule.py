"""Stories fall on working days, in office hours, in their order, whatever day today is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from cases.demo.read import table
from cases.demo.schedule import timeline
from recognition.clock import LONDON
from recognition.routes.days import DayCount
from recognition.routes.load import published_on, spec_of

DAYS = [date(2026, 11, 23) + timedelta(days=days) for days in (0, 1, 5, 6, 33, 35, 39, 125, 133, 200)]


@pytest.fixture
def calendar(db):
    return DayCount(True, spec_of(published_on(date(2026, 11, 23))).holidays)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_acts_are_on_working_days_in_office_hours_and_in_order(calendar, today):
    now = datetime(today.year, today.month, today.day, 7, 30, tzinfo=LONDON)

    acts = timeline(table("cases"), now=now, calendar=calendar)

    assert acts == sorted(acts)
    assert acts[-1].at <= now
    assert all(calendar.is_working(act.at.date()) and 9 <= act.at.hour < 17 for act in acts)
    assert {act.case for act in acts if act.name == "draft"} == set(range(60))
    for number in range(60):
        numbers = [act.number for act in acts if act.case == number]
        assert numbers == list(range(len(numbers)))


def test_the_same_moment_gives_the_same_past(calendar):
    now = datetime(2026, 11, 23, 12, tzinfo=LONDON)

    assert timeline(table("cases"), now=now, calendar=calendar) == timeline(table("cases"), now=now, calendar=calendar)


def test_every_story_and_issue_that_a_case_names_is_there():
    stories, issues = table("stories"), table("issues")
    companies = {row["key"] for row in table("companies")}
    for case in table("cases"):
        assert set(case["story"]) <= set(stories)
        assert set(case["issues"]) <= set(issues)
        assert case["company"] in companies
