"""Bars drawn on the server: every bar has its words beside it, so that no colour has to tell anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

FULL, STRIPED, OPEN = "full", "striped", "open"
WIDTH: Final = 320  # as wide as a phone: the letters keep their size on it
ROW, TEXT_AT, BAR_AT, HIGH = 46, 15, 21, 16


@dataclass(frozen=True, slots=True)
class Piece:
    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    words: str
    pieces: tuple[Piece, ...]
    text_at: int
    bar_at: int


@dataclass(frozen=True, slots=True)
class Chart:
    """`says` is what the picture shows in a sentence; `key` names its kinds of bars, in the order of the pieces."""

    id: str
    title: str
    says: str
    key: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    width: int = WIDTH
    high: int = HIGH

    @property
    def height(self) -> int:
        return ROW * len(self.bars)

    @property
    def is_empty(self) -> bool:
        return not any(bar.pieces for bar in self.bars)


Row = tuple[str, str, Sequence[tuple[str, float]]]


def chart(name: str, title: str, says: str, key: Iterable[tuple[str, str]], rows: Iterable[Row]) -> Chart:
    """`rows`: label, words, and the pieces as kind and amount, one after the other. The longest row fills the width."""
    own = list(rows)
    most = max((sum(amount for _, amount in pieces) for _, _, pieces in own), default=0)
    bars = tuple(_bar(number, row, most) for number, row in enumerate(own))
    return Chart(name, title, says, tuple(key), bars)


def _bar(number: int, row: Row, most: float) -> Bar:
    label, words, amounts = row
    pieces, x = list[Piece](), 0.0
    for kind, amount in amounts:
        width = amount / most * (WIDTH - 2) if most else 0
        if width > 0:
            pieces.append(Piece(kind, round(x + 1, 2), round(width, 2)))
        x += width
    top = number * ROW
    return Bar(label, words, tuple(pieces), top + TEXT_AT, top + BAR_AT)
