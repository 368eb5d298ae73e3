"""Calendars as they are frozen into rule sets: that of England and Wales, and those of other jurisdictions.

Bank holidays come from the `holidays` package (GB, subdivision ENG). The Commission on Human Medicines' meetings are
those that the guidance gives (G12); later ones are planned by its habit, the last Thursday of the month, earlier in
August and before Christmas, and marked as estimates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import holidays

THURSDAY = 3
# Where the regulators of the other procedures sit: country and subdivision as the package knows them, and the name.
JURISDICTIONS = {
    "australia-act": ("AU", "ACT", "Australian Capital Territory"),
    "singapore": ("SG", None, "Singapore"),
    "switzerland-bern": ("CH", "BE", "Switzerland, canton of Bern"),
    "switzerland-geneva": ("CH", "GE", "Switzerland, canton of Geneva"),
}
PUBLISHED = (
    "2025-07-24 2025-08-28 2025-10-30 2025-11-27 2025-12-18 "
    "2026-01-29 2026-02-26 2026-03-26 2026-04-23 2026-05-21 2026-06-25 2026-07-30"
)
NOMINAL = "2025-09-28"  # A Sunday: the guidance calls it nominal.
PLANNED_UNTIL = 2028


def england_and_wales(first_year: int, last_year: int, *, version: str) -> dict[str, Any]:
    """The `calendar` of a rule set's document. `last_year` is the last one with holidays."""
    meetings = [{"on": day, "is_estimate": estimate} for day, estimate in sorted(_meetings())]
    days = holidays.country_holidays("GB", subdiv="ENG", years=range(first_year, last_year + 1))
    return _calendar("england-and-wales", "England and Wales", version, days) | {"meetings": meetings}


def of_jurisdiction(code: str, first_year: int, last_year: int, *, version: str) -> dict[str, Any]:
    """Public holidays alone, without the meetings of a committee."""
    country, subdivision, name = JURISDICTIONS[code]
    language = "en_US" if country == "CH" else None
    years = range(first_year, last_year + 1)
    days = holidays.country_holidays(country, subdiv=subdivision, years=years, language=language)
    return _calendar(code, name, version, days)


def _calendar(code: str, name: str, version: str, days: Mapping[date, str]) -> dict[str, Any]:
    rows = [{"on": day.isoformat(), "name": what} for day, what in sorted(days.items())]
    return {"code": code, "version": version, "name": name, "holidays": rows, "meetings": []}


def _meetings() -> Iterator[tuple[str, bool]]:
    yield from ((day, False) for day in PUBLISHED.split())
    yield NOMINAL, True
    last = max(PUBLISHED.split())
    months = ((year, month) for year in range(2026, PLANNED_UNTIL + 1) for month in range(1, 13))
    planned = (_planned(year, month).isoformat() for year, month in months)
    yield from ((day, True) for day in planned if day > last)


def _planned(year: int, month: int) -> date:
    thursdays = [day for day in _days_of(year, month) if day.weekday() == THURSDAY]
    if month == 12:
        return thursdays[2]  # 18 December in 2025: before Christmas.
    return thursdays[-2] if month == 8 else thursdays[-1]


def _days_of(year: int, month: int) -> Iterator[date]:
    day = date(year, month, 1)
    while day.month == month:
        yield day
        day += timedelta(days=1)
