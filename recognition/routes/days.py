"""Counting days. Day N is day 0 + N; a day on which the clock stands does not count. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from .ledger import Run, Stop

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayCount:
    """How days are counted: calendar days, or the working days of a calendar (no weekend, no holiday)."""

    working: bool
    holidays: frozenset[date]

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays

    def add(self, day: date, amount: int) -> date:
        if not self.working:
            return day + timedelta(days=amount)
        step = DAY if amount >= 0 else -DAY
        for _ in range(abs(amount)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def between(self, start: date, end: date) -> int:
        """Days counted after `start` up to and with `end`; 0 where `end` is not later."""
        if end <= start:
            return 0
        if not self.working:
            return (end - start).days
        return sum(self.is_working(start + DAY * n) for n in range(1, (end - start).days + 1))


@dataclass(frozen=True, slots=True)
class Span:
    """A range of days that counts, or that does not, on the way to a date; `to_on` is its last day boundary."""

    from_on: date
    to_on: date
    days: int
    counts: bool


def day_of(run: Run, amount: int, count: DayCount, *, resumes_on: date) -> tuple[date, tuple[Span, ...]]:
    """The date on which the run's clock has used `amount` days, and the ranges of days that lead there.

    An open stop is taken to end on `resumes_on`: the date is then a forecast.
    """
    cursor, left, spans = run.started_on, amount, list[Span]()
    for stop in run.stops:
        used = count.between(cursor, stop.from_on)
        if left <= used:
            break
        spans.append(Span(cursor, stop.from_on, used, counts=True))
        end = _resumed(stop, resumes_on)
        spans.append(Span(stop.from_on, end, (end - stop.from_on).days, counts=False))
        cursor, left = end, left - used
    due = count.add(cursor, left)
    return due, (*spans, Span(cursor, due, left, counts=True))


def days_used(run: Run, today: date, count: DayCount) -> int:
    """Days used by the end of `today`, or by the day on which the clock ended."""
    last = min(today, run.ended_on) if run.ended_on else today
    cursor, used = run.started_on, 0
    for stop in run.stops:
        used += count.between(cursor, min(stop.from_on, last))
        cursor = _resumed(stop, last)
    return used + count.between(cursor, last)


def _resumed(stop: Stop, otherwise: date) -> date:
    return stop.resumes_on if stop.resumes_on is not None else max(otherwise, stop.from_on)


def add_months(day: date, months: int) -> date:
    """The same day of the month, or the month's last day where it has none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - DAY).day))
