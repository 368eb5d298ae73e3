"""When each act of a case's story happened: on working days, in office hours, up to now.

A story is a row of parts (`data/stories.json`), each with steps on days counted from the part's first. A part begins
on the day of the step that ended the one before. The case's `day` says which day of its last part today is, so that
one story, met at different days, gives cases that stand at different points. Its last part begins on a working day, so
up to four days (Christmas, Easter) lie between what `day` says and what is so: no state depends on less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from random import Random
from typing import Any

from recognition.clock import LONDON, local_date
from recognition.routes.days import DayCount

from .read import table

Dated = tuple[date, str, dict[str, Any]]


@dataclass(frozen=True, slots=True, order=True)
class Act:
    at: datetime
    case: int
    number: int
    name: str = field(compare=False)
    details: Mapping[str, Any] = field(compare=False)


def timeline(cases: Sequence[Mapping[str, Any]], *, now: datetime, calendar: DayCount) -> list[Act]:
    """All acts of all cases as they followed on each other. The same for the same `now`."""
    return sorted(act for number, case in enumerate(cases) for act in _acts(number, case, now, calendar))


def _acts(number: int, case: Mapping[str, Any], now: datetime, calendar: DayCount) -> Iterator[Act]:
    steps = dated(case["story"], case["day"], local_date(now), calendar)
    times = _times([day for day, _, _ in steps], Random(f"demonstration {number}"))  # noqa: S311 - no secret
    for index, ((_, name, details), at) in enumerate(zip(steps, times, strict=True)):
        if at <= now:
            yield Act(at, number, index, name, details)


def dated(story: Sequence[str], day: int, today: date, calendar: DayCount) -> list[Dated]:
    """Read backwards from today, because it is the last part whose place is given."""
    start, end = _back(today - timedelta(days=day), calendar), None
    rows: list[Dated] = []
    for name in reversed(story):
        steps = steps_of(name)
        if end is not None:
            start = _back(end - timedelta(days=steps[-1][0]), calendar)
        rows = [*_part(steps, start, end, calendar), *rows]
        end = start
    return rows


def steps_of(name: str) -> list[tuple[int, str, dict[str, Any]]]:
    part = table("stories")[name]
    below = steps_of(part["with"]) if "with" in part else []
    own = [(row[0], row[1], row[2] if len(row) > 2 else {}) for row in part["steps"]]
    return sorted([*below, *own], key=lambda row: row[0])


def _part(
    steps: Sequence[tuple[int, str, dict[str, Any]]], start: date, end: date | None, calendar: DayCount
) -> list[Dated]:
    rows = [(_forth(start + timedelta(days=day), calendar), name, details) for day, name, details in steps]
    if end is not None:
        rows = [(min(on, end), name, details) for on, name, details in rows]
        rows[-1] = (end, *rows[-1][1:])
    return [(on, name, _planned(details, start)) for on, name, details in rows]


def _planned(details: dict[str, Any], start: date) -> dict[str, Any]:
    """A plan names its day from the part's first, like the steps."""
    if "planned_on" not in details:
        return details
    return {**details, "planned_on": start + timedelta(days=details["planned_on"])}


def _times(days: Sequence[date], chance: Random) -> Iterator[datetime]:
    for day, same in groupby(days):
        minutes = 9 * 60 + 5 + chance.randrange(240)
        for _ in same:
            yield datetime.combine(day, time(minutes // 60, minutes % 60, chance.randrange(60)), tzinfo=LONDON)
            minutes += 6 + chance.randrange(20)


def _back(day: date, calendar: DayCount) -> date:
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return day


def _forth(day: date, calendar: DayCount) -> date:
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day
