"""The clock as a bar of day ranges: used, stopped, left. Drawn on the server, with its text twin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cases.queries.standing import Standing
from recognition.routes.derivation import STANDS, UNUSED
from recognition.routes.timetable import DueDate, Line

from .words import day, days

USED, STOPPED, LEFT, OFF, OVER = "used", "stopped", "left", "off", "over"
WORDS: Final = {
    USED: "Used: the clock ran",
    STOPPED: "Stopped: these days do not count",
    LEFT: "Left",
    OFF: "Days off: only working days count",
    OVER: "Over the date",
}
WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Piece:
    kind: str
    from_on: date
    to_on: date

    @property
    def first_on(self) -> date:
        """Its first day: day 0 itself is no day of the clock."""
        return self.from_on + timedelta(days=1)

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
    """The way to the decision; None before day 0."""
    decision = standing.timetable.deadline("decision")
    return bar_to(decision, standing) if decision is not None and standing.run is not None else None


def bar_to(due: DueDate, standing: Standing) -> Bar | None:
    """The way to any date; None for one that lies before its clock's start or on it."""
    run = next(one for one in standing.timetable.runs if (one.clock, one.round) == (due.clock, due.round))
    until = run.ended_on or standing.today
    pieces = [piece for line in due.why for piece in _split(line, until, is_open=due.is_open)]
    if due.status == "missed" and until > due.due_on:
        pieces.append(Piece(OVER, due.due_on, until))
    pieces = [piece for piece in pieces if piece.days > 0]
    if not pieces:
        return None
    start, span = pieces[0].from_on, (pieces[-1].to_on - pieces[0].from_on).days
    drawn = [Drawn(piece.kind, *_placed(piece, start, span)) for piece in pieces]
    at = (until - start).days / span * WIDTH if start <= until <= pieces[-1].to_on else None
    return Bar(pieces, drawn, at, _words(pieces))


def _split(line: Line, until: date, *, is_open: bool) -> Iterator[Piece]:
    """A range that counts is used up to today and left from then on; what was not used any more is not drawn."""
    if line.kind == UNUSED:
        return
    if not line.counts:
        yield Piece(STOPPED if line.kind == STANDS else OFF, line.from_on, line.to_on)
        return
    middle = min(max(until, line.from_on), line.to_on)
    yield Piece(USED, line.from_on, middle)
    if is_open:
        yield Piece(LEFT, middle, line.to_on)


def _placed(piece: Piece, start: date, span: int) -> tuple[float, float]:
    return (piece.from_on - start).days / span * WIDTH, piece.days / span * WIDTH


def _words(pieces: list[Piece]) -> str:
    """The days of each kind together, in the order in which the kinds first come."""
    totals: dict[str, int] = {}
    for piece in pieces:
        kind = piece.words.partition(":")[0]
        totals[kind] = totals.get(kind, 0) + piece.days
    said = ", ".join(f"{kind} {days(count)}" for kind, count in totals.items())
    return f"From {day(pieces[0].from_on)} to {day(pieces[-1].to_on)}: {said.lower()}."
