"""Why a date is this date: each day on the way to it stands in one range, which counts or does not. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from .days import DayCount, Span
from .ledger import Run

RUNS, STANDS, WEEKEND, HOLIDAY, UNUSED = "runs", "stopped", "weekend", "holiday", "unused"
OFF_WORDS = {WEEKEND: "a weekend: only working days count", HOLIDAY: "a bank holiday: only working days count"}


@dataclass(frozen=True, slots=True)
class Line:
    """A range of days on the way to a date: from the day after `from_on` up to and with `to_on`, as day N is day 0 + N.
    `days` are all its days, whether or not they count; `source` speaks for a range that does not follow from the
    deadline's own rule."""

    from_on: date
    to_on: date
    days: int
    counts: bool
    words: str
    kind: str = RUNS
    source: str = ""

    @property
    def first_on(self) -> date:
        return self.from_on + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sum:
    """All days on the way to a date: those that count, those that do not, and those that were not used any more."""

    days: int
    counted: int
    not_counted: int
    unused: int


def sum_of(ranges: Iterable[Line]) -> Sum:
    rows = list(ranges)
    whole = sum(one.days for one in rows)
    counted = sum(one.days for one in rows if one.counts)
    unused = sum(one.days for one in rows if one.kind == UNUSED)
    return Sum(whole, counted, whole - counted - unused, unused)


def line(start: date, end: date, words: str, *, counts: bool = True, kind: str = RUNS, source: str = "") -> Line:
    return Line(start, end, (end - start).days, counts, words, kind, source)


def lines_of(run: Run, spans: Iterable[Span], holidays: frozenset[date], *, stop_source: str = "") -> tuple[Line, ...]:
    """The ranges of a run's days. Where working days count, weekends and holidays are ranges of their own."""
    own = [one for span in spans for one in _of_span(run, span, DayCount(span.working, holidays), stop_source)]
    return tuple(one for one in own if one.days) or tuple(own[:1])


def _of_span(run: Run, span: Span, count: DayCount, stop_source: str) -> Iterator[Line]:
    if not span.counts:
        stands = run.is_stopped and run.stops[-1].from_on <= span.from_on
        words = "the clock is stopped; it is taken to run again today" if stands else "the clock is stopped"
        yield line(span.from_on, span.to_on, words, counts=False, kind=STANDS, source=stop_source)
    elif not count.working or span.days < 0:  # what is due ahead of its clock's start is counted back
        yield line(span.from_on, span.to_on, "the clock runs")
    else:
        yield from _by_kind(span, count)


def _by_kind(span: Span, count: DayCount) -> Iterator[Line]:
    days = [span.from_on + timedelta(days=n) for n in range(1, (span.to_on - span.from_on).days + 1)]
    for kind, group in groupby(days, key=lambda day: _kind(day, count)):
        own = list(group)
        words = OFF_WORDS.get(kind, "the clock runs: working days")
        yield line(own[0] - timedelta(days=1), own[-1], words, counts=kind == RUNS, kind=kind)


def _kind(day: date, count: DayCount) -> str:
    if count.is_working(day):
        return RUNS
    return WEEKEND if day.weekday() >= 5 else HOLIDAY


def cut(lines: tuple[Line, ...], done_on: date | None) -> tuple[Line, ...]:
    """What lies after the day on which the purpose was met, or the clock ended, was never used."""
    return lines if done_on is None else tuple(part for one in lines for part in _cut(one, done_on))


def _cut(one: Line, done_on: date) -> Iterator[Line]:
    if one.to_on <= done_on or one.days < 0:
        yield one
        return
    middle = max(one.from_on, done_on)
    if middle > one.from_on:
        yield replace(one, to_on=middle, days=(middle - one.from_on).days)
    words = f"not used: it was over on {done_on.day} {done_on:%B %Y}"
    yield line(middle, one.to_on, words, counts=False, kind=UNUSED)
