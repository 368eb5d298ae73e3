"""The WHO collaborative procedure: 90 calendar days, the applicant's time not counted."""

import pytest

pytestmark = pytest.mark.unit


def test_two_questions_and_an_extension(walk):
    case = walk("who-crp-2026-1.json", "CRP").submitted("2026-01-05")
    assert case.due("validation") == "2026-02-04"  # 31 January 26, 4 February 30

    case.validated("2026-02-02")
    # 28 February 26, 31 March 57, 30 April 87, 3 May 90: a Sunday, which is said and not moved.
    assert case.due("decision") == "2026-05-03"
    assert case.on("2026-02-02").deadline("decision").non_working_day

    case.asked("2026-03-03")
    assert case.due("information_reply") == "2026-04-02"  # 31 March 28, 2 April 30

    case.replied("2026-03-20")  # 17 days
    assert case.due("decision") == "2026-05-20"

    case.asked("2026-04-01")
    assert case.due("information_reply") == "2026-05-01"  # 30 April 29, 1 May 30

    case.extended("2026-04-20", until="2026-05-15").replied("2026-05-15")
    # Day 29 on 3 March and 12 more by 1 April are 41, so 49 are left: 31 May 16, 30 June 46, 3 July 49.
    assert case.due("decision") == "2026-07-03"
