"""45 working days, then 30 calendar days; three stops that last 90 days at most, all together (England and Wales).

No working days in 2026: 3 and 6 April (Easter), 4 May (Early May), 25 May (Spring).
"""

import pytest

pytestmark = pytest.mark.unit


@pytest.fixture
def case(walk):
    return walk("three-stops-2026-1.json", "MIXED").validated("2026-03-02")


def test_three_stops_share_ninety_days(case):
    # Day 0 is Monday 2 March: 6 March 4, 27 March 19, (Thursday) 2 April 23, 10 April 27, 1 May 42, Thursday 7 May 45.
    # Then 30 calendar days: 6 June, a Saturday.
    assert (case.due("working_part"), case.due("decision")) == ("2026-05-07", "2026-06-06")

    case.asked("2026-03-16")  # day 10
    assert case.due("information_reply") == "2026-04-25"  # 40 calendar days: 31 March 15, 25 April 40

    case.replied("2026-04-15")  # the clock stood for 30 days
    # 35 working days are left: 17 April 2, 24 April 7, 1 May 12, 8 May 16, 22 May 26, 29 May 30, 5 June 35.
    assert (case.due("working_part"), case.due("decision")) == ("2026-06-05", "2026-07-05")

    case.asked("2026-06-12")  # day 45 + 7
    assert case.due("information_reply") == "2026-07-22"  # 40 of the 60 days left

    case.replied("2026-07-22")  # the clock stood for 40 days; 23 calendar days are left
    assert case.due("decision") == "2026-08-14"

    case.asked("2026-08-01")  # day 62, with 20 of the 90 days left
    assert case.due("information_reply") == "2026-08-21"
    assert case.on("2026-08-01").reply.latest_on.isoformat() == "2026-08-21"

    case.replied("2026-08-11")  # 13 calendar days are left
    assert case.due("decision") == "2026-08-24"


def test_there_is_no_fourth(case):
    for asked, replied in (("2026-03-16", "2026-03-20"), ("2026-04-07", "2026-04-10"), ("2026-05-05", "2026-05-08")):
        case.asked(asked).replied(replied)

    requests = case.on("2026-05-11").requests

    assert (requests.standing, requests.used, requests.allowed) == (None, 3, 3)


def test_there_is_none_once_ninety_days_are_used(case):
    case.asked("2026-03-16").replied("2026-05-15").asked("2026-05-20").replied("2026-06-19")  # 60 and 30 days

    requests = case.on("2026-06-22").requests

    assert (requests.standing, requests.used, requests.days_left) == (None, 2, 0)
