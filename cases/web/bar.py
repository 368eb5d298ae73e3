"""The clock as a bar of day ranges: used, stopped, left. Drawn on the server, with its text twin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.queries.standing import Standing
from recognition.routes.timetable import DueDate, Line

from .words import day

USED, STOPPED, LEFT, FORECAST, OVER = "used", "stopped", "left", "forecast", "over"
WORDS: Final = {
    USED: "Used: the clock ran",
    STOPPED: "Stopped: these days do not count",
    LEFT: "Left",
    FORECAST: "Forecast, while the clock is stopped",
    OVER: "Over the date",
}
WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Piece:
    kind: str
    from_on: date
    to_on: date

    @property
    def days(self) -> int:
        return (self.to_on - self.from_on).days

    @property
    def words(self) -> str:
        return WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class Drawn:
    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    pieces: list[Piece]
    drawn: list[Drawn]
    today_at: float | None
    words: str


def bar_of(standing: Standing) -> Bar | None:
    """None before day 0."""
    decision, run = standing.timetable.deadline("decision"), standing.run
    if decision is None or run is None:
        return None
    until = run.ended_on or standing.today
    pieces = [piece for line in decision.why for piece in _split(line, until, is_open=run.is_open)]
    if until > decision.due_on:
        pieces.append(Piece(OVER, decision.due_on, until))
    pieces = [piece for piece in pieces if piece.days > 0]
    if not pieces:
        return None
    start, span = pieces[0].from_on, (pieces[-1].to_on - pieces[0].from_on).days
    drawn = [Drawn(piece.kind, *_placed(piece, start, span)) for piece in pieces]
    at = (until - start).days / span * WIDTH if start <= until <= pieces[-1].to_on else None
    return Bar(pieces, drawn, at, _words(pieces, decision))


def _split(line: Line, until: date, *, is_open: bool) -> Iterator[Piece]:
    """A range that counts is used up to today and left from then on."""
    if not line.counts:
        yield Piece(STOPPED, line.from_on, line.to_on)
        return
    middle = min(max(until, line.from_on), line.to_on)
    yield Piece(USED, line.from_on, middle)
    if is_open:
        yield Piece(LEFT, middle, line.to_on)


def _placed(piece: Piece, start: date, span: int) -> tuple[float, float]:
    return (piece.from_on - start).days / span * WIDTH, piece.days / span * WIDTH


def _words(pieces: list[Piece], decision: DueDate) -> str:
    parts = [f"{piece.words.partition(':')[0]} {piece.days} days" for piece in pieces]
    return f"From {day(pieces[0].from_on)} to {day(pieces[-1].to_on)}: {', '.join(parts).lower()}."
