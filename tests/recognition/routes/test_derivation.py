"""Each date accounts for every day on the way to it; what was met or over before is cut there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from recognition.routes.ledger import (
    CANCELLED,
    DECIDED,
    ENDED,
    EXTENDED,
    MET,
    RE_ROUTED,
    REPLY,
    RESUMED,
    ROUTE,
    STARTED,
    STOPPED,
    TARGET,
    Entry,
)
from recognition.routes.spec import MilestoneSpec
from recognition.routes.timetable import timetable

ZERO = date(2026, 3, 23)
DAY_70, DAY_110 = date(2026, 6, 1), date(2026, 8, 20)  # the reply took 40 days


def b(*lines):
    return [Entry(ROUTE, STARTED, ZERO, route="B", number=1), *lines]


ASKED = (Entry(ROUTE, STOPPED, DAY_70, number=2), Entry(REPLY, STARTED, DAY_70, route="B", number=3))
REPLIED = (
    Entry(REPLY, ENDED, date(2026, 7, 11), outcome=MET, number=4),
    Entry(ROUTE, RESUMED, date(2026, 7, 11), number=5),
)


def told(due):
    return [(line.days, line.counts, line.kind) for line in due.why]


def check_adds_up(due):
    assert due.why[0].from_on == due.started_on
    assert due.why[-1].to_on == due.due_on
    assert all(before.to_on == after.from_on for before, after in zip(due.why, due.why[1:], strict=False))
    assert sum(line.days for line in due.why) == (due.due_on - due.started_on).days


def test_a_clock_of_working_days_tells_weekends_and_holidays_apart(spec):
    routes = {"B": replace(spec.routes["B"], day_type="working")}
    due = timetable(b(), replace(spec, routes=routes), today=ZERO).deadline("decision")

    check_adds_up(due)
    assert sum(line.days for line in due.why if line.counts) == 110
    good_friday = next(line for line in due.why if line.kind == "holiday")
    assert (good_friday.first_on, good_friday.days, good_friday.counts) == (date(2026, 4, 3), 1, False)
    weekend = next(line for line in due.why if line.kind == "weekend")
    assert (weekend.first_on, weekend.to_on) == (date(2026, 3, 28), date(2026, 3, 29))


def test_a_decision_before_its_day_leaves_days_unused(spec):
    end = ZERO + timedelta(days=52)
    due = timetable(b(Entry(ROUTE, ENDED, end, outcome=DECIDED, number=2)), spec, today=DAY_110).deadline("decision")

    check_adds_up(due)
    assert told(due) == [(52, True, "runs"), (58, False, "unused")]
    assert due.status == "met"


def test_a_case_withdrawn_while_stopped_counts_no_day_after_its_end(spec):
    end = DAY_70 + timedelta(days=10)
    ledger = b(*ASKED, Entry(REPLY, ENDED, end, outcome=CANCELLED, number=4), Entry(ROUTE, ENDED, end, number=5))
    found = timetable(ledger, spec, today=DAY_110)

    check_adds_up(found.deadline("decision"))
    assert told(found.deadline("decision")) == [(70, True, "runs"), (10, False, "stopped"), (40, False, "unused")]
    assert told(found.deadline("information_reply")) == [(10, True, "runs"), (50, False, "unused")]


def test_the_requests_own_date_does_not_move_with_its_stop(spec):
    late = DAY_70 + timedelta(days=3)
    ledger = b(Entry(ROUTE, STOPPED, late, number=2), Entry(REPLY, STARTED, late, route="B", number=3))
    due = timetable(ledger, spec, today=late + timedelta(days=20)).deadline("information_request")

    assert (due.due_on, due.status) == (DAY_70, "missed")
    assert told(due) == [(70, True, "runs")]


def test_the_stop_on_b_does_not_meet_the_national_timetables_request(spec):
    early = Entry(ROUTE, RE_ROUTED, ZERO + timedelta(days=85 + 40), route="N", number=6)  # day 85
    ledger = b(*ASKED, *REPLIED, early)
    asked = timetable(ledger, spec, today=early.on).deadline("information_request")
    assert (asked.due_on, asked.status, asked.is_open) == (ZERO + timedelta(days=90 + 40), "pending", True)

    ledger.append(Entry(ROUTE, STOPPED, early.on + timedelta(days=5), number=7))
    asked = timetable(ledger, spec, today=early.on + timedelta(days=9)).deadline("information_request")
    assert (asked.due_on, asked.status, asked.is_open) == (ZERO + timedelta(days=90 + 40), "met", False)


def test_a_day_that_had_passed_when_the_case_came_on_its_route_is_not_missed(spec):
    ledger = b(*ASKED, *REPLIED, Entry(ROUTE, RE_ROUTED, ZERO + timedelta(days=110 + 40), route="N", number=6))
    asked = timetable(ledger, spec, today=ZERO + timedelta(days=160)).deadline("information_request")
    assert (asked.status, asked.is_open, asked.reminders) == ("cancelled", False, ())


@pytest.mark.parametrize(("until", "step_60", "step_61"), [(None, 60, 61), (date(2026, 9, 29), 120, 121)])
def test_steps_of_the_due_day_go_with_an_extension(spec, until, step_60, step_61):
    extended = [Entry(REPLY, EXTENDED, DAY_70, until=until, number=4)] if until else []
    due = timetable(b(*ASKED, *extended), spec, today=DAY_70).deadline("information_reply")

    steps = {row.step: (row.on - DAY_70).days for row in due.reminders}
    assert (steps["+46"], steps["+60"], steps["+61"]) == (46, step_60, step_61)


def test_an_extension_is_told_from_the_days_of_the_rule(spec):
    ledger = b(*ASKED, Entry(REPLY, EXTENDED, DAY_70, until=date(2026, 9, 29), number=4))
    due = timetable(ledger, spec, today=DAY_70).deadline("information_reply")

    check_adds_up(due)
    assert [(line.days, line.words) for line in due.why] == [(60, "the clock runs"), (60, "extended to this date")]


def test_an_internal_target_stops_and_reverts_with_the_route(spec):
    clock = f"{TARGET}quality"
    targets = [
        MilestoneSpec("target_quality", "Quality", clock, days, route=code) for code, days in (("B", 80), ("N", 150))
    ]
    own = replace(spec, milestones=(*spec.milestones, *targets))
    ledger = [*b(), Entry(clock, STARTED, ZERO, route="B", number=9), *ASKED, *REPLIED]

    on_b = timetable(ledger, own, today=DAY_110).deadline("target_quality")
    assert told(on_b) == [(70, True, "runs"), (40, False, "stopped"), (10, True, "runs")]

    done = [*ledger, Entry(clock, ENDED, ZERO + timedelta(days=60), outcome=MET, number=10)]
    assert timetable(done, own, today=DAY_110).deadline("target_quality").status == "met"

    on_n = timetable([*ledger, Entry(ROUTE, RE_ROUTED, DAY_110, route="N", number=11)], own, today=DAY_110)
    assert on_n.deadline("target_quality").due_on == ZERO + timedelta(days=150 + 40)
