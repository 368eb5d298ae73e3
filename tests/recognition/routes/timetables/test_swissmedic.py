"""Swissmedic, Article 13: 30 + 120 + 90 + 90 calendar days of the agency, 60 + 90 + 60 of the applicant."""

import pytest

pytestmark = pytest.mark.unit
FILE = "swissmedic-13-2026-1.json"


def test_the_agency_alone(walk):
    """Day 0 is 5 January 2026. 31 January 26, 28 February 54, 31 March 85, 30 April 115, 31 May 146, 30 June 176,
    31 July 207, 31 August 238, 30 September 268, 31 October 299, 30 November 329."""
    case = walk(FILE, "ART13").validated("2026-01-05")

    assert [case.due(code) for code in ("formal", "eval1", "eval2", "decision")] == [
        "2026-02-04",  # day 30
        "2026-06-04",  # day 150
        "2026-09-02",  # day 240
        "2026-12-01",  # day 330
    ]


def test_with_all_the_applicants_phases(walk):
    case = walk(FILE, "ART13").validated("2026-01-05").asked("2026-01-20")
    # Day 15. 60 days: 31 January 11, 28 February 39, 21 March 60.
    assert case.due("information_reply") == "2026-03-21"

    case.replied("2026-02-19")  # 30 days later, so that all moves by 30
    assert (case.due("formal"), case.due("eval1")) == ("2026-03-06", "2026-07-04")

    case.asked("2026-07-04")
    # Day 150, the list of questions. 90 days: 31 July 27, 31 August 58, 30 September 88, 2 October 90.
    assert case.on("2026-07-04").reply.rule.name == "Answers to the list of questions"
    assert case.due("information_reply") == "2026-10-02"

    case.replied("2026-10-02")
    # 90 more: 31 October 29, 30 November 59, 31 December 90.
    assert case.due("eval2") == "2026-12-31"

    case.asked("2026-12-31")
    # The preliminary decision. 60 days: 31 January 31, 28 February 59, 1 March 60.
    assert case.on("2026-12-31").reply.rule.name == "Answers to the preliminary decision"
    assert case.due("information_reply") == "2027-03-01"

    case.replied("2027-03-01")
    # 90 more: 31 March 30, 30 April 60, 30 May 90. In all 330 and 30 + 90 + 60 days.
    assert case.due("decision") == "2027-05-30"


def test_a_phase_has_its_stop_once_and_then_waits_for_the_next_phase(walk):
    case = walk(FILE, "ART13").validated("2026-01-05").asked("2026-01-20").replied("2026-02-19")

    requests = case.on("2026-02-20").requests

    assert (requests.standing, requests.opens_on_day) == (None, 30)


def test_a_list_of_questions_is_not_a_formal_defect(walk):
    """The formal stop that nobody needed is not used up later, by the list of questions."""
    case = walk(FILE, "ART13").validated("2026-01-05").asked("2026-05-01").replied("2026-05-11")

    assert case.on("2026-05-11").requests.standing is None
    assert case.on("2026-05-11").requests.opens_on_day == 150
