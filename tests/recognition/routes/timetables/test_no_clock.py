"""A procedure without a clock: no date for the decision, and all the others as ever."""

import pytest

from recognition.routes import ledger

pytestmark = pytest.mark.unit


@pytest.fixture
def case(walk):
    return walk("no-clock-2026-1.json", "OPEN").submitted("2026-01-05")


def test_the_dates_that_there_are(case):
    assert case.due("validation") == "2026-01-15"  # 10 days

    case.correction_requested("2026-01-08")
    assert case.due("correction_reply") == "2026-01-22"  # 14 days

    case.correction_received("2026-01-12")
    assert case.due("validation") == "2026-01-19"  # 3 days were used, 7 are left

    case.validated("2026-01-19").asked("2026-02-02", stops=False)
    assert case.due("information_reply") == "2026-03-04"  # 28 February 26, 4 March 30

    case.replied("2026-02-20", stopped=False).asked("2026-03-10", stops=False)
    assert case.due("information_reply") == "2026-04-09"  # 31 March 21, 9 April 30

    case.add(ledger.CONSULTATION, ledger.STARTED, "2026-04-13")
    assert case.due("consultation") == "2026-04-23"  # the Commission's next meeting

    case.add(ledger.REPRESENTATIONS, ledger.STARTED, "2026-05-04")
    assert case.due("representation_request") == "2026-05-31"  # 28 days that begin with 4 May


def test_there_is_no_decision_date_and_no_day_of_a_clock(case):
    now = case.validated("2026-01-19").on("2026-09-01")

    assert now.deadline("decision") is None
    assert (now.clock.day_zero, now.clock.days_used, now.clock.days_left, now.clock.running) == (None, 0, None, False)
    assert (now.route, now.clock.held_by, now.phases) == ("OPEN", "regulator", ())


def test_a_request_never_stops_what_does_not_run(case):
    requests = case.validated("2026-01-19").on("2026-01-20").requests

    assert requests.standing is None
    assert requests.running.name == "Question"
