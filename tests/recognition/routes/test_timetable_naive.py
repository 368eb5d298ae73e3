"""The timetable against a second, naive counter that walks day by day (`naive.py`), on random lives of a case."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from recognition.clock import local_date
from recognition.routes.calendars import england_and_wales
from recognition.routes.ledger import REPLY, ROUTE, STARTED, STATUTORY, Entry
from recognition.routes.spec import MilestoneSpec, Policy, RouteSpec, RuleSetSpec, StopRuleSpec
from recognition.routes.timetable import timetable

from .naive import Book, answers, put_right
from .random_ledgers import SPECIAL, TARGET_CLOCK, last_sunday, random_life

LENGTHS = {"A": 60, "B": 110, "N": 210}
AFTER = {"reply": 60, "statutory": 210, "target": 40}
HOLIDAYS = frozenset(
    date.fromisoformat(row["on"]) for row in england_and_wales(2023, 2036, version="naive")["holidays"]
)
DIFFERENT = "{code}: the engine says {engine}, the walk {walk}, of {entries} on {today} under {policy} with {working}"


def rules(working: frozenset[str], policy: Policy) -> RuleSetSpec:
    routes = {
        code: RouteSpec(
            code,
            code,
            length,
            day_type="working" if code in working else "calendar",
            stop_rules=(StopRuleSpec("Stop", 60, 999, times=None),),
            revert_keeps_day_zero=code == "B",
        )
        for code, length in LENGTHS.items()
    }
    decisions = [
        MilestoneSpec("decision", "Decision", ROUTE, length, route=code, met_by="decision")
        for code, length in LENGTHS.items()
    ]
    others = [
        MilestoneSpec("statutory_decision", "Statutory", STATUTORY, AFTER["statutory"], met_by="decision"),
        MilestoneSpec("information_reply", "Reply", REPLY, AFTER["reply"]),
        MilestoneSpec("target_quality", "Quality", TARGET_CLOCK, AFTER["target"]),
    ]
    return RuleSetSpec(
        "t", "1", policy, date(2024, 1, 1), {}, (), routes, tuple(decisions + others), {}, holidays=HOLIDAYS
    )


def differences(rng: Random) -> list[str]:
    """Of one random life under random rules: what the engine and the walk say differently."""
    entries, today = random_life(rng)
    policy = Policy(resume_counts_reply_day=rng.random() < 0.5, reversion=rng.choice(("keep_day_zero", "new_day_zero")))
    working = frozenset(code for code in LENGTHS if rng.random() < 0.4)
    found = timetable(entries, rules(working, policy), today=today)
    engine = {"used": found.clock.days_used, **{row.code: row.due_on for row in found.deadlines}}
    walk = answers(
        Book(
            lines=put_right(entries),
            today=today,
            routes={code: (length, code in working) for code, length in LENGTHS.items()},
            keeps_day_zero={"B"},
            new_day_zero=policy.reversion == "new_day_zero",
            reply_day_stands=policy.resume_counts_reply_day,
            holidays=set(HOLIDAYS),
            after=AFTER,
        )
    )
    sums = [
        f"{row.code}: its ranges do not add up, {row.why}"
        for row in found.deadlines
        if sum(line.days for line in row.why) != (row.due_on - row.started_on).days
    ]
    return sums + [
        DIFFERENT.format(
            code=code, engine=engine.get(code), walk=day, entries=entries, today=today, policy=policy, working=working
        )
        for code, day in walk.items()
        if engine.get(code) != day
    ]


@pytest.mark.parametrize("seed", range(4))
def test_a_hundred_random_ledgers_agree_with_a_walk_through_the_days(seed):
    assert [words for n in range(100) for words in differences(Random(f"{seed}-{n}"))] == []


def test_two_reversions_on_one_day_start_one_new_day_0():
    """One of five that a hundred thousand found: the second, which keeps day 0, keeps the stop before it too."""
    assert differences(Random("reliability-43135")) == []


@pytest.mark.reliability
def test_a_hundred_thousand_random_ledgers_agree_with_a_walk_through_the_days(figure):
    """Each is seeded by its number, so that a difference can be found again: `Random("reliability-N")`."""
    amount, found = 100_000, list[str]()
    for n in range(amount):
        found += [f"reliability-{n}: {words}" for words in differences(Random(f"reliability-{n}"))]
    note = "" if not found else f", first {found[0]}"
    figure(
        "Random ledgers (start, stop, resume, extend, correct, re-route; calendar and working days) that differ from a "
        "naive count, day by day",
        f"{len(found)} of {amount:,}{note}",
        "0 of 100,000",
        not found,
    )


def off_by_one(first: int, last: int) -> list[str]:
    """Each clock, begun on, just before and long before each special day, against the calendar's own ordinals; and each
    hour of those days, and of the days around them, against London's offset as the law of 1972 has it."""
    found, spec = [], rules(frozenset(), Policy())
    for special in (day for day in SPECIAL if first <= day.year <= last):
        for code, length in LENGTHS.items():
            for before in (0, 1, 2, length - 1, length, length + 1):
                start = special - timedelta(days=before)
                due = timetable([Entry(ROUTE, STARTED, start, route=code, number=1)], spec, today=start)
                if due.deadline("decision").due_on.toordinal() != start.toordinal() + length:
                    found.append(f"{code} from {start}")
        for minute in range(-24 * 60, 48 * 60, 15):
            at = datetime(special.year, special.month, special.day, tzinfo=UTC) + timedelta(minutes=minute)
            if local_date(at) != _in_london(at):
                found.append(f"{at} in London")
    return found


def _in_london(at: datetime) -> date:
    """British Summer Time: from 01:00 UTC on March's last Sunday to 01:00 UTC on October's."""
    begin, end = (last_sunday(at.year, month) for month in (3, 10))
    naive = at.replace(tzinfo=None)
    one = timedelta(hours=1)
    summer = (
        datetime.combine(begin, datetime.min.time()) + one <= naive < datetime.combine(end, datetime.min.time()) + one
    )
    return (naive + one if summer else naive).date()


def test_a_year_with_a_leap_day_is_not_off_by_one():
    assert off_by_one(2028, 2028) == []


@pytest.mark.reliability
def test_ten_years_are_not_off_by_one(figure):
    found = off_by_one(2024, 2033)
    name = f"Dates off by one around {len(SPECIAL)} clock changes, leap days and year ends of ten years"
    figure(name, len(found), "0", not found)
