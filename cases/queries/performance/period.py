"""A period by its code, as it stands in addresses: `2026-05`, `fy2025-q1`, `fy2025`, or `2026-01-05..2026-02-09`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from recognition.routes.days import add_months

MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
YEAR: Final = re.compile(r"fy(\d{4})(?:-q([1-4]))?")
DATES: Final = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
FIRST_YEAR, LAST_YEAR = 2000, 2100
APRIL: Final = 4  # the financial year begins on 1 April
LONGEST: Final = timedelta(days=5 * 366)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Both days belong to it."""

    code: str
    first_on: date
    last_on: date
    words: str

    @property
    def months(self) -> list[str]:
        """`2026-05`, each that the period touches, in order."""
        return [f"{one:%Y-%m}" for one in _months(self.first_on, self.last_on)]

    def holds(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


def period(code: str) -> Period | None:
    """None for a code that names no period, or one that is longer than five years."""
    try:
        return _month(code) or _of_year(code) or _dates(code)
    except ValueError:
        return None


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def financial_year(day: date) -> int:
    """The calendar year in which it begins: 31 March 2026 lies in 2025, 1 April 2026 in 2026."""
    return day.year if day.month >= APRIL else day.year - 1


def offered(today: date) -> dict[str, list[Period]]:
    """To choose from, the latest first."""
    year = financial_year(today)
    years = [f"fy{year - n}" for n in range(4)]
    quarters = [f"fy{one}-q{part}" for one in (year, year - 1) for part in (4, 3, 2, 1)]
    this = today.replace(day=1)
    months = [month_of(add_months(this, -n)) for n in range(24)]
    groups = {"Financial years": years, "Quarters": quarters, "Months": months}
    known = {name: [one for code in codes if (one := period(code))] for name, codes in groups.items()}
    return {name: [one for one in some if one.first_on <= today] for name, some in known.items()}


def _month(code: str) -> Period | None:
    if not (found := MONTH.fullmatch(code)):
        return None
    first = _known(date(int(found[1]), int(found[2]), 1))
    return Period(code, first, add_months(first, 1) - DAY, f"{first:%B %Y}")


def _of_year(code: str) -> Period | None:
    if not (found := YEAR.fullmatch(code)):
        return None
    first = _known(date(int(found[1]), APRIL, 1))
    name = f"{first.year} to {first.year + 1}"
    if found[2] is None:
        return Period(code, first, add_months(first, 12) - DAY, f"Financial year {name}")
    start = add_months(first, 3 * (int(found[2]) - 1))
    last = add_months(start, 3) - DAY
    return Period(code, start, last, f"Quarter {found[2]} of {name} ({start:%B} to {last:%B %Y})")


def _dates(code: str) -> Period | None:
    if not (found := DATES.fullmatch(code)):
        return None
    first, last = _known(date.fromisoformat(found[1])), _known(date.fromisoformat(found[2]))
    if last < first or last - first > LONGEST:
        return None
    return Period(code, first, last, f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}")


def _known(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("no year of this service")
    return day


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = add_months(month, 1)
