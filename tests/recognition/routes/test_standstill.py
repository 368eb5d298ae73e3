"""A clock that stands: until when it waits, and what follows from each answer, on the days that matter."""

from datetime import date, timedelta

import pytest

from recognition.routes.ledger import CORRECTION, EXTENDED, REPLY, ROUTE, STARTED, STATUTORY, STOPPED, VALIDATION, Entry
from recognition.routes.standstill import Forecast, standstill
from recognition.routes.timetable import timetable

ZERO, ASKED = date(2026, 3, 23), date(2026, 6, 1)
LAST = ASKED + timedelta(days=60)
LEDGER = [
    Entry(STATUTORY, STARTED, date(2026, 3, 2), route="B", number=1),
    Entry(ROUTE, STARTED, ZERO, route="B", number=2),
    Entry(ROUTE, STOPPED, ASKED, number=3),
    Entry(STATUTORY, STOPPED, ASKED, number=4),
    Entry(REPLY, STARTED, ASKED, route="B", number=5),
]


def found(ledger, spec, day):
    return standstill(ledger, spec, timetable(ledger, spec, today=day))


@pytest.mark.parametrize("day", [ASKED, ASKED + timedelta(days=10), LAST])
def test_the_decision_is_due_40_days_after_the_answer(spec, day):
    row = found(LEDGER, spec, day)

    assert row.today == Forecast(day, day + timedelta(days=40))
    assert row.on_last_day == Forecast(LAST, LAST + timedelta(days=40))
    assert (row.since, row.expires_on, row.is_expired) == (ASKED, LAST, False)
    assert row.ceiling_on == ASKED + timedelta(days=180)


def test_the_day_after_the_last_it_has_expired(spec):
    row = found(LEDGER, spec, LAST + timedelta(days=1))

    assert (row.is_expired, row.on_last_day) == (True, None)
    assert row.today.due_on == LAST + timedelta(days=41)


def test_an_extension_moves_the_expiry_and_the_last_days_forecast(spec):
    until = ASKED + timedelta(days=120)
    row = found([*LEDGER, Entry(REPLY, EXTENDED, LAST, until=until, number=6)], spec, LAST + timedelta(days=5))

    assert (row.expires_on, row.is_expired) == (until, False)
    assert row.on_last_day == Forecast(until, until + timedelta(days=40))


def test_validation_stands_while_a_correction_is_awaited(spec):
    ledger = [
        Entry(VALIDATION, STARTED, date(2026, 3, 2), number=1),
        Entry(VALIDATION, STOPPED, date(2026, 3, 6), number=2),
        Entry(CORRECTION, STARTED, date(2026, 3, 6), number=3),
    ]
    row = found(ledger, spec, date(2026, 3, 10))

    assert (row.deadline, row.expires_on, row.ceiling_on) == ("validation", date(2026, 3, 20), None)
    assert row.today == Forecast(date(2026, 3, 10), date(2026, 3, 27))


def test_a_running_clock_has_none(spec):
    assert found(LEDGER[:2], spec, ASKED) is None
