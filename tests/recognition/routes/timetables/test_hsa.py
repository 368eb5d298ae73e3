"""HSA verification: 50 working days of screening, then 60, 120 or 90 of evaluation, in Singapore.

No working days in 2026: 17 and 18 February (Chinese New Year), 3 April (Good Friday), 1 May (Labour Day), 27 May (Hari
Raya Haji), 1 June (Vesak Day, observed), 10 August (National Day, observed).
"""

import pytest

pytestmark = pytest.mark.unit
FILE = "hsa-verification-2026-1.json"


@pytest.mark.parametrize(
    ("route", "decision"), [("V-NEW", "2026-06-16"), ("V-GEN", "2026-09-09"), ("V-OTHER", "2026-07-28")]
)
def test_without_a_query(walk, route, decision):
    """Day 0 is Monday 5 January. The Fridays: 9 January 4, 30 January 19, 13 February 29, 20 February 32, 13 March 47:
    screening ends on Wednesday 18 March, day 50. Then 27 March 57, (Thursday) 2 April 61, 24 April 76, (Thursday)
    30 April 80, 22 May 95, 29 May 99, 5 June 103, 12 June 108: day 110 is Tuesday 16 June. 24 July 138: day 140 is
    Tuesday 28 July. 7 August 148, 14 August 152, 4 September 167: day 170 is Wednesday 9 September."""
    case = walk(FILE, route).validated("2026-01-05")

    assert (case.due("screening"), case.due("decision")) == ("2026-03-18", decision)


def test_a_query_in_each_phase(walk):
    case = walk(FILE, "V-NEW").validated("2026-01-05").asked("2026-02-03")
    # Tuesday 3 February is day 21. 20 working days from it: 6 February 3, 13 February 8, 20 February 11 (without the
    # 17th and 18th), 27 February 16, Thursday 5 March 20.
    assert case.on("2026-02-03").reply.rule.name == "Screening query"
    assert case.due("information_reply") == "2026-03-05"

    case.replied("2026-02-13")
    # 29 of screening are left: 20 February 3, 27 February 8, 27 March 28, Monday 30 March 29. Then 60: (Thursday)
    # 2 April 3, 24 April 18, 30 April 22, 22 May 37, 29 May 41, 5 June 45, Friday 26 June 60.
    assert (case.due("screening"), case.due("decision")) == ("2026-03-30", "2026-06-26")

    case.asked("2026-04-02")
    # Day 53, in evaluation. 20 working days: 10 April 5, 24 April 15, 30 April 19, Monday 4 May 20.
    assert case.on("2026-04-02").reply.rule.name == "Evaluation query"
    assert case.due("information_reply") == "2026-05-04"

    case.replied("2026-04-13")
    # 57 are left: 17 April 4, 24 April 9, 30 April 13, 22 May 28, 29 May 32, 5 June 36, 3 July 56, Monday 6 July 57.
    assert case.due("decision") == "2026-07-06"


def test_the_phases_by_dates(walk):
    screening, evaluation = walk(FILE, "V-NEW").validated("2026-01-05").on("2026-04-01").phases

    assert (screening.from_on.isoformat(), screening.to_on.isoformat()) == ("2026-01-05", "2026-03-18")
    assert (evaluation.from_on.isoformat(), evaluation.to_on.isoformat()) == ("2026-03-18", "2026-06-16")
    assert (screening.is_current, evaluation.is_current) == (False, True)
