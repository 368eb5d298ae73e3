"""Medians and 90th percentiles as spreadsheets give them, exact to the tenth of a day."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cases.queries.performance.figures import MEDIAN, P90, percentile, share

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("values", "median", "p90"),
    [
        ([], None, None),
        ([52], "52", "52"),
        ([50, 53], "51.5", "52.7"),
        ([10, 20, 30], "20", "28"),
        ([4, 1, 3, 2], "2.5", "3.7"),
        (list(range(1, 12)), "6", "10"),
    ],
)
def test_percentiles(values: list[int], median: str | None, p90: str | None) -> None:
    assert percentile(values, MEDIAN) == (None if median is None else Decimal(median))
    assert percentile(values, P90) == (None if p90 is None else Decimal(p90))


@pytest.mark.parametrize(("of", "said"), [((1, 3), "33.3"), ((2, 3), "66.7"), ((1, 2000), "0.1"), ((0, 5), "0.0")])
def test_shares_have_one_decimal(of: tuple[int, int], said: str) -> None:
    assert str(share(*of)) == said


def test_a_share_of_nothing_is_no_number() -> None:
    assert share(0, 0) is None
