"""The lines that a move adds to a ledger. Pure, so that a simulation foresees what `effects` writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from recognition.routes.ledger import (
    CANCELLED,
    CORRECTED,
    DECIDED,
    ENDED,
    EXTENDED,
    RE_ROUTED,
    ROUTE,
    STARTED,
    STATUTORY,
    Entry,
    runs,
)

from .moves import EVERY_OPEN, ClockAct


def lines(
    acts: Sequence[ClockAct], ledger: Sequence[Entry], *, on: date, route: str, until: Callable[[str], date]
) -> list[Entry]:
    """An end is written only for a clock that runs; `EVERY_OPEN` ends all that do. `on` is the day of the move,
    `route` the case's after it, and `until` gives the move's argument of that name."""
    lives = runs(ledger, resume_counts_reply_day=False, restarts=frozenset())
    open_clocks = [run.clock for run in lives if run.is_open]
    number = max((entry.number for entry in ledger), default=0)
    found = [one for act in acts for one in _expanded(act, open_clocks)]
    return [_line(act, number + place, on, route, until) for place, act in enumerate(found, start=1)]


def put_right(ledger: Sequence[Entry]) -> tuple[ClockAct, ...]:
    """After day 0, the line that puts the route of the clock's start right; its day 0 stays."""
    started = next((row for row in reversed(ledger) if row.clock == ROUTE and row.act == STARTED), None)
    return (ClockAct(ROUTE, RE_ROUTED, corrects=started.number),) if started else ()


def _expanded(act: ClockAct, open_clocks: list[str]) -> list[ClockAct]:
    if act.clock == EVERY_OPEN:
        return [ClockAct(clock, ENDED, _closing(clock, act.outcome)) for clock in open_clocks]
    if act.act == CORRECTED:  # what is corrected may well be over
        return [act]
    if act.act != STARTED and act.clock not in open_clocks:
        return []
    if act.act == STARTED and act.clock in open_clocks:  # a second life begins where the first one ends
        return [ClockAct(act.clock, ENDED, CANCELLED), act]
    if act.act == STARTED:
        open_clocks.append(act.clock)
    elif act.act == ENDED:
        open_clocks.remove(act.clock)
    return [act]


def _closing(clock: str, outcome: str) -> str:
    """A decision meets or misses its own dates; every other clock is cancelled by it."""
    return DECIDED if outcome == DECIDED and clock in (ROUTE, STATUTORY) else CANCELLED


def _line(act: ClockAct, number: int, on: date, route: str, until: Callable[[str], date]) -> Entry:
    return Entry(
        clock=act.clock,
        act=act.act,
        on=act.on or on,
        route=route if act.act in (STARTED, RE_ROUTED) else "",
        until=until(act.until) if act.act == EXTENDED else None,
        outcome=act.outcome,
        number=number,
        corrects=act.corrects,
    )
