"""TGA, reports of comparable overseas regulators: 120 or 175 working days of the Australian Capital Territory.

No working days in 2026, from March on: 9 March (Canberra Day), 3 and 6 April (Easter), 27 April (Anzac Day, observed),
1 June (Reconciliation Day), 8 June (King's Birthday), 5 October (Labour Day).
"""

import pytest

pytestmark = pytest.mark.unit
FILE = "tga-cor-2026-1.json"


def test_cor_a_without_a_question(walk):
    """Day 0 is Monday 2 March. The Fridays then are: 6 March 4, 13 March 8, 20 March 13, 27 March 18, (Thursday)
    2 April 22, 10 April 26, 17 April 31, 24 April 36, 1 May 40, 29 May 60, 5 June 64, 12 June 68, 31 July 103,
    21 August 118. So day 120 is Tuesday 25 August."""
    case = walk(FILE, "COR-A").submitted("2026-02-02")
    # 3 to 6 February are 4 working days, 13 February 9, 20 February 14: day 15 is Monday 23 February.
    assert case.due("validation") == "2026-02-23"

    assert case.validated("2026-03-02").due("decision") == "2026-08-25"


def test_cor_a_with_two_questions(walk):
    case = walk(FILE, "COR-A").validated("2026-03-02").asked("2026-04-01")
    # From Wednesday 1 April, 20 working days: 2 April 1, 10 April 5, 17 April 10, 24 April 15, 1 May 19, 4 May 20.
    assert case.due("information_reply") == "2026-05-04"

    case.replied("2026-04-20")
    # 1 April was day 21, so 99 are left after 20 April: 24 April 4, 1 May 8, 29 May 28, 5 June 32, 12 June 36,
    # 31 July 71, 4 September 96, Wednesday 9 September 99.
    assert case.due("decision") == "2026-09-09"

    case.asked("2026-06-02")
    # 2 June is day 50 (29 May was 28 days after 20 April, 2 June the 29th). 20 working days from it: 5 June 3,
    # 12 June 7, 26 June 17, 1 July 20.
    assert case.due("information_reply") == "2026-07-01"
    assert case.on("2026-06-02").clock.days_used == 50

    case.replied("2026-06-16")
    # 70 are left: 19 June 3, 31 July 33, 28 August 53, 18 September 68, Tuesday 22 September 70.
    assert case.due("decision") == "2026-09-22"


def test_cor_b_with_a_correction_and_a_question(walk):
    case = walk(FILE, "COR-B").submitted("2026-02-02")
    assert case.due("validation") == "2026-02-23"

    case.correction_requested("2026-02-09")
    # 13 February 4, 20 February 9, 23 February 10.
    assert case.due("correction_reply") == "2026-02-23"

    case.correction_received("2026-02-13")
    # 9 February was day 5; 10 more after 13 February: 20 February 5, 27 February 10.
    assert case.due("validation") == "2026-02-27"

    case.validated("2026-03-02")
    # As for COR-A to 25 August, day 120. Then 28 August 123, 25 September 143, 2 October 148, 9 October 152,
    # 6 November 172, Wednesday 11 November 175.
    assert case.due("decision") == "2026-11-11"

    assert case.asked("2026-04-01").due("information_reply") == "2026-05-04"
    case.replied("2026-04-20")
    # 154 are left: 99 by 9 September, 2 October 116, 9 October 120, 6 November 140, 20 November 150, 26 November 154.
    assert case.due("decision") == "2026-11-26"
