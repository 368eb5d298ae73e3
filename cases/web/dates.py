"""Deadlines as the pages show them: the date, how long, and why this date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recognition.routes.timetable import DueDate, Line

from .words import STATUS_COLOURS, day, days, due_colour, status_words

WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Dated:
    """One deadline in words. `lines` account for every day; those that count make `counted`."""

    code: str
    round: int
    name: str
    on: str
    words: str
    colour: str
    is_open: bool
    warning: str
    lines: tuple[Line, ...]
    counted: str
    rule: str
    source: str
    started: str


def dated(rows: Iterable[DueDate], today: date) -> list[Dated]:
    return [_dated(row, today) for row in rows]


def _dated(row: DueDate, today: date) -> Dated:
    is_forecast = row.status == "stopped"
    colour = due_colour(row.due_on, today) if row.status == "pending" else STATUS_COLOURS[row.status]
    words = status_words(row.status, row.due_on, today)
    if row.is_open and row.status == "missed":
        words, colour = status_words("pending", row.due_on, today), "red"
    return Dated(
        code=row.code,
        round=row.round,
        name=row.name if row.round == 1 else f"{row.name}, round {row.round}",
        on=f"{day(row.due_on)}{' (forecast)' if is_forecast else ''}",
        words=words,
        colour=colour,
        is_open=row.is_open,
        warning=_warning(row),
        lines=row.why,
        counted=days(sum(line.days for line in row.why if line.counts)),
        rule=row.words,
        source=row.source,
        started=day(row.started_on),
    )


def _warning(row: DueDate) -> str:
    """Dates are not moved off a weekend or a holiday (domain 4.2), so people are told."""
    if not row.non_working_day or not row.is_open:
        return ""
    kind = f"a {row.due_on:%A}" if row.due_on.weekday() >= WEEKEND else "a bank holiday"
    return f"This is {kind}. The date is not moved."
