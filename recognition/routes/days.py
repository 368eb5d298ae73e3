"""Counting days. Day N is day 0 + N; a day on which the clock stands does not count. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from .ledger import Run, Stop
from .spec import RouteSpec

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
    """A range of days that counts, or that does not, on the way to a date; `to_on` is its last day boundary.
    `working` says that its working days alone count."""

    from_on: date
    to_on: date
    days: int
    counts: bool
    working: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """How a clock counts: one way for all its days, or by phases, each up to the day used that ends it."""

    phases: tuple[tuple[int, DayCount], ...]
    afterwards: DayCount

    @classmethod
    def of_days(cls, day_type: str, holidays: frozenset[date]) -> Measure:
        return cls((), DayCount(day_type == "working", holidays))

    def until(self, start: date, end: date, *, used: int = 0) -> tuple[Span, ...]:
        """The ranges from `start` to `end`, where `used` days were before."""
        spans = list[Span]()
        for last, count in self.phases:
            room = last - used
            if room > 0:
                days = count.between(start, end)
                if days < room:
                    return (*spans, Span(start, max(start, end), days, counts=True, working=count.working))
                spans.append(Span(start, count.add(start, room), room, counts=True, working=count.working))
                start, used = spans[-1].to_on, last
        if end > start or not spans:
            days = self.afterwards.between(start, end)
            spans.append(Span(start, max(start, end), days, counts=True, working=self.afterwards.working))
        return tuple(spans)

    def of(self, start: date, amount: int, *, used: int = 0) -> tuple[Span, ...]:
        """The ranges in which `amount` more days are used, where `used` were before."""
        spans = list[Span]()
        for last, count in self.phases:
            step = min(amount, last - used)
            if step > 0:
                spans.append(Span(start, count.add(start, step), step, counts=True, working=count.working))
                start, used, amount = spans[-1].to_on, used + step, amount - step
        if amount or not spans:
            end = self.afterwards.add(start, amount)
            spans.append(Span(start, end, amount, counts=True, working=self.afterwards.working))
        return tuple(spans)

    def add(self, start: date, amount: int, *, used: int = 0) -> date:
        return self.of(start, amount, used=used)[-1].to_on

    def between(self, start: date, end: date, *, used: int = 0) -> int:
        """Days used after `start` up to and with `end`, where `used` were before."""
        return sum(span.days for span in self.until(start, end, used=used))


def measure_of(route: RouteSpec | None, holidays: frozenset[date]) -> Measure:
    """The route's own way of counting. Past its last phase it goes on in that phase's days."""
    types = [phase.day_type for phase in route.phases] if route else []
    ends = accumulate(phase.length_days for phase in route.phases) if route else ()
    counts = [DayCount(one == "working", holidays) for one in types]
    last = types[-1] if types else route.day_type if route else "calendar"
    return Measure(tuple(zip(ends, counts, strict=True)), DayCount(last == "working", holidays))


def day_of(run: Run, amount: int, measure: Measure, *, resumes_on: date) -> tuple[date, tuple[Span, ...]]:
    """The date on which the run's clock has used `amount` days, and the ranges of days that lead there.

    An open stop is taken to end on `resumes_on`: the date is then a forecast.
    """
    cursor, used, spans = run.started_on, 0, list[Span]()
    for stop in run.stops:
        before = measure.until(cursor, stop.from_on, used=used)
        days = sum(span.days for span in before)
        if amount - used <= days:
            break
        end = _resumed(stop, resumes_on)
        begin = max(stop.from_on, cursor)  # the day of the last reply may not count either, and stands but once
        spans += [*before, Span(begin, end, (end - begin).days, counts=False)]
        cursor, used = end, used + days
    spans += measure.of(cursor, amount - used, used=used)
    return spans[-1].to_on, tuple(spans)


def days_used(run: Run, today: date, measure: Measure) -> int:
    """Days used by the end of `today`, or by the day on which the clock ended."""
    last = min(today, run.ended_on) if run.ended_on else today
    cursor, used = run.started_on, 0
    for stop in run.stops:
        used += measure.between(cursor, min(stop.from_on, last), used=used)
        cursor = _resumed(stop, last)
    return used + measure.between(cursor, last, used=used)


def _resumed(stop: Stop, otherwise: date) -> date:
    return stop.resumes_on if stop.resumes_on is not None else max(otherwise, stop.from_on)


def add_months(day: date, months: int) -> date:
    """The same day of the month, or the month's last day where it has none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - DAY).day))
