"""The figures of a period: boundary days, what each is made of, and the same again at the same entry of the record."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.operations import decisions
from cases.operations.correct_date import correct_date
from cases.operations.deficiencies import raise_deficiency
from cases.operations.raise_information_request import Point, raise_information_request
from cases.operations.replies import grant_extension, receive_information
from cases.operations.validation import find_invalid, receive_correction, record_fee, validate
from cases.queries.performance.period import financial_year, offered, period
from cases.queries.performance.report import Report, cases_behind, newest_entry, report
from recognition.routes.models import DeficiencyCause
from tests.cases.journey import Journey, on_b

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def granted_on(clock_day: int, *, day_zero: date) -> Journey:
    """On route A, whose decision is due on day 60."""
    journey = Journey(day=day_zero - timedelta(days=21)).assessing().after(clock_day).assessed()
    decisions.recommend_grant(**journey.by("lead"), reasons="The report is final.")
    decisions.sign_decision(**journey.by("signatory"))
    return journey


def asked_on_b(day: date) -> Journey:
    """On day 70 of B, for what is no major point."""
    journey = on_b(day=day).assessing().after(70)
    raise_information_request(**journey.by("lead"), points=[Point("quality", "other", "Name the supplier.")])
    return journey


def now(code: str) -> Report:
    found = period(code)
    assert found is not None
    return report(found, upto=newest_entry())


def value(found: Report, code: str, by: str = "all", key: str = "") -> tuple[Decimal | None, int | None, int]:
    one = found.by_key()[code, by, key]
    return one.value, one.numerator, one.denominator


def test_day_60_is_in_time_and_day_61_is_not() -> None:
    granted_on(60, day_zero=date(2026, 3, 2))
    granted_on(61, day_zero=date(2026, 3, 2))

    found = now("2026-05")

    assert value(found, "in_time") == (Decimal("50.0"), 1, 2)
    assert value(found, "in_time", "route", "A") == (Decimal("50.0"), 1, 2)
    assert value(found, "clock_median") == (Decimal("60.5"), None, 2)
    assert value(found, "clock_p90") == (Decimal("60.9"), None, 2)


def test_the_financial_year_ends_on_31_march() -> None:
    granted_on(40, day_zero=date(2026, 3, 31) - timedelta(days=40))
    granted_on(40, day_zero=date(2026, 4, 1) - timedelta(days=40))

    assert value(now("fy2025"), "decided")[0] == 1
    assert value(now("fy2026"), "decided")[0] == 1
    assert value(now("2026-03-31..2026-04-01"), "decided")[0] == 2


def test_a_stop_over_the_years_end_counts_as_elapsed_and_not_on_the_clock() -> None:
    journey = asked_on_b(date(2025, 9, 20))
    assert journey.day == date(2025, 12, 20)
    receive_information(**journey.after(30).by("company"), answers={1: "As asked."})
    journey.after(10).assessed()
    decisions.recommend_grant(**journey.by("lead"), reasons="The report is final.")
    decisions.sign_decision(**journey.by("signatory"))

    found = now("2026-01")

    assert value(found, "clock_median") == (Decimal(80), None, 1)
    assert value(found, "elapsed_median") == (Decimal(110), None, 1)
    assert value(found, "receipt_median") == (Decimal(131), None, 1)
    assert value(found, "stopped", "route", "B") == (Decimal("100.0"), 1, 1)
    assert value(found, "extended") == (Decimal("0.0"), 0, 1)
    assert value(found, "state_share", "state", "awaiting_information")[1:] == (30, 131)


def test_an_extended_reply_counts_as_extended() -> None:
    journey = asked_on_b(date(2026, 2, 2))
    until = journey.day + timedelta(days=80)
    grant_extension(**journey.by("lead"), until=until, reason="A batch has to be made.")
    receive_information(**journey.after(75).by("company"), answers={1: "As asked."})
    journey.assessed()
    decisions.recommend_grant(**journey.by("lead"), reasons="The report is final.")
    decisions.sign_decision(**journey.by("signatory"))

    assert value(now(f"{journey.day:%Y-%m}"), "extended") == (Decimal("100.0"), 1, 1)


def test_validation_with_a_correction_is_no_validation_at_the_first_attempt() -> None:
    journey = Journey(day=date(2026, 2, 2)).corrected()
    receive_correction(**journey.after(5).by("company"))
    record_fee(**journey.by("validator"), fee_reference="FEE-1")
    validate(**journey.after(10).by("validator"))
    Journey(day=date(2026, 2, 4)).invalid()

    found = now("2026-02")

    assert value(found, "validated") == (Decimal("50.0"), 1, 2)
    assert value(found, "corrected") == (Decimal("50.0"), 1, 2)
    assert value(found, "first_time") == (Decimal("0.0"), 0, 2)
    assert value(found, "validation_in_time") == (Decimal("100.0"), 1, 1)
    assert value(found, "validation_median") == (Decimal(5), None, 2)  # 10 days without the correction's 5, and 0


def test_a_period_without_cases_has_no_value_and_no_fault() -> None:
    found = now("2026-05")

    assert value(found, "decided") == (Decimal(0), None, 0)
    assert value(found, "in_time") == (None, 0, 0)
    assert value(found, "clock_median") == (None, None, 0)


def test_the_cases_behind_a_share_are_those_in_it_and_the_others_those_that_are_not() -> None:
    early, late = granted_on(60, day_zero=date(2026, 3, 2)), granted_on(61, day_zero=date(2026, 3, 2))
    may, upto = period("2026-05"), newest_entry()
    assert may is not None

    def keys(which: str) -> list[int]:
        found = cases_behind(may, upto=upto, code="in_time", by="month", key="2026-05", which=which)
        return [one.case for one in found]

    assert (keys("in"), keys("out"), keys("every")) == ([early.pk], [late.pk], [early.pk, late.pk])


def test_a_date_corrected_after_the_cut_off_changes_nothing_before_it() -> None:
    journey = Journey(day=date(2026, 2, 2)).assessing()  # validated on 23 February
    upto = newest_entry()
    february = period("2026-02")
    assert february is not None
    before = report(february, upto=upto)
    correct_date(
        **journey.after(30).by("manager"), which="validation-1", on=date(2026, 3, 2), reason="Recorded too early."
    )

    assert report(february, upto=upto) == before
    assert value(now("2026-02"), "validated") == (None, 0, 0)
    assert value(now("2026-03"), "validated") == (Decimal("100.0"), 1, 1)


def test_a_corrected_day_moves_the_time_in_each_state_too() -> None:
    journey = Journey(day=date(2026, 2, 2)).assessing()
    correct_date(**journey.by("manager"), which="validation-1", on=date(2026, 2, 20), reason="Recorded too late.")
    journey.after(10).assessed()
    decisions.recommend_grant(**journey.by("lead"), reasons="The report is final.")
    decisions.sign_decision(**journey.by("signatory"))

    found = now("2026-03")

    assert value(found, "state_share", "state", "assessing")[1] == 13
    assert value(found, "clock_median")[0] == 13


def test_more_cases_cost_no_more_statements() -> None:
    granted_on(40, day_zero=date(2026, 3, 2))
    with CaptureQueriesContext(connection) as one:
        now("fy2026")
    for day in (3, 4, 5):
        granted_on(40, day_zero=date(2026, 3, day))
    with CaptureQueriesContext(connection) as four:
        now("fy2026")
    assert len(four) <= len(one) <= 14


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("fy2025", date(2025, 4, 1), date(2026, 3, 31)),
        ("fy2025-q4", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-01-05..2026-02-09", date(2026, 1, 5), date(2026, 2, 9)),
    ],
)
def test_a_code_names_its_days(code: str, first: date, last: date) -> None:
    found = period(code)
    assert found is not None
    assert (found.first_on, found.last_on) == (first, last)


@pytest.mark.parametrize(
    "code", ["", "2026-13", "2026-00", "fy1999", "fy2025-q5", "2026-02-09..2026-01-05", "2000-01-01..2026-01-01", "=1"]
)
def test_what_names_no_period_is_none(code: str) -> None:
    assert period(code) is None


def test_the_financial_year_of_a_day() -> None:
    assert (financial_year(date(2026, 3, 31)), financial_year(date(2026, 4, 1))) == (2025, 2026)
    assert [one.code for one in offered(date(2026, 4, 1))["Financial years"]][:2] == ["fy2026", "fy2025"]


def test_a_deficiency_counts_by_the_last_cause_that_it_was_given() -> None:
    journey = Journey(day=date(2026, 2, 2)).validating()
    first, other = DeficiencyCause.objects.order_by("code").values_list("code", flat=True)[:2]
    for _ in range(2):
        raise_deficiency(**journey.by("validator"), cause=first, text="Module 1.2 is missing.")
    raise_deficiency(**journey.by("validator"), cause=other, text="The fee is not paid.")
    find_invalid(**journey.by("validator"), reason="Incomplete.")

    found = now("2026-02")

    assert value(found, "cause", "cause", first) == (Decimal("66.7"), 2, 3)
    assert value(found, "cause", "cause", other) == (Decimal("33.3"), 1, 3)
