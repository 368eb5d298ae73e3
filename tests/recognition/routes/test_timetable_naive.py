"""The timetable against a second, naive counter that walks day by day, written apart from it."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from recognition.routes.ledger import ENDED, RESUMED, ROUTE, STARTED, STOPPED, Entry
from recognition.routes.spec import MilestoneSpec, Policy, RouteSpec, RuleSetSpec, StopRuleSpec
from recognition.routes.timetable import timetable

DAY = timedelta(days=1)
LENGTH = 110
START = st.dates(date(2024, 1, 1), date(2033, 12, 31))
GAPS = st.lists(st.integers(1, 90), max_size=6)


def spec(counts_reply_day):
    route = RouteSpec("B", "Recognition B", LENGTH, stop_rules=(StopRuleSpec("Stop", 60, 180, times=9),))
    decision = MilestoneSpec("decision", "Decision", ROUTE, LENGTH, route="B", met_by="decision")
    policy = Policy(resume_counts_reply_day=counts_reply_day)
    return RuleSetSpec("t", "1", policy, date(2024, 1, 1), {}, (), {"B": route}, (decision,), {})


def ledger(start, gaps):
    """A clock that starts, then stops and resumes after the given gaps of days."""
    entries, day = [Entry(ROUTE, STARTED, start, route="B", number=1)], start
    for n, gap in enumerate(gaps):
        day += timedelta(days=gap)
        entries.append(Entry(ROUTE, STOPPED if n % 2 == 0 else RESUMED, day, number=n + 2))
    return entries


@dataclass
class Naive:
    """Walks from day 0, one day at a time: a day counts unless the clock stood when it began."""

    used: int
    due: date


def naive(entries, today, counts_reply_day):
    stops = [entry.on for entry in entries if entry.act == STOPPED]
    back = [entry.on for entry in entries if entry.act == RESUMED]
    late = DAY if counts_reply_day else timedelta(0)

    def stands(day):
        """Whether the step from the day before to `day` falls into a stop."""
        for n, begin in enumerate(stops):
            end = back[n] + late if n < len(back) else max(today + late, begin)
            if begin < day <= end:
                return True
        return False

    used, count, day, due = 0, 0, entries[0].on, None
    while due is None or day < today:
        day += DAY
        if not stands(day):
            count += 1
            due = due or (day if count == LENGTH else None)
        if day == today:
            used = count
    return Naive(used, due)


@settings(max_examples=400, deadline=None)
@given(START, GAPS, st.integers(0, 400), st.booleans())
def test_days_used_and_the_due_date_agree_with_a_walk_through_the_days(start, gaps, later, counts_reply_day):
    entries = ledger(start, gaps)
    today = max(entries[-1].on, start + timedelta(days=later))
    expected = naive(entries, today, counts_reply_day)

    found = timetable(entries, spec(counts_reply_day), today=today)

    assert found.deadline("decision").due_on == expected.due
    assert found.clock.days_used == expected.used


@given(START)
def test_day_n_is_day_0_plus_n_over_clock_changes_and_leap_days(start):
    found = timetable([Entry(ROUTE, STARTED, start, route="B", number=1)], spec(False), today=start)
    assert (found.deadline("decision").due_on - start).days == LENGTH


@given(START, st.integers(0, 300))
def test_an_ended_clock_counts_no_further(start, later):
    end = start + timedelta(days=40)
    entries = [Entry(ROUTE, STARTED, start, route="B", number=1), Entry(ROUTE, ENDED, end, outcome="decided", number=2)]
    found = timetable(entries, spec(False), today=end + timedelta(days=later))
    assert (found.clock.days_used, found.clock.running) == (40, False)
    assert found.deadline("decision").status == "met"
