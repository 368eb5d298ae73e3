"""The ledger of clock events as plain values, and each clock's life read from it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

ELIGIBILITY, VALIDATION, CORRECTION, TRIAGE = "eligibility", "validation", "correction", "triage"
ROUTE, STATUTORY, REPLY = "route", "statutory", "reply"
CONSULTATION, REPRESENTATIONS, AUTHORISATION = "consultation", "representations", "authorisation"
PASSPORT, JOINT_ADVICE = "passport", "joint_advice"  # the pathway beside every route (domain 4.8)
TARGET = "target:"  # before the name of a discipline: its internal target, which stops and reverts with the route

STARTED, STOPPED, RESUMED, EXTENDED = "started", "stopped", "resumed", "extended"
RE_ROUTED, CORRECTED, ENDED = "re_routed", "corrected", "ended"

MET, DECIDED, CANCELLED = "met", "decided", "cancelled"


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact about one clock. `until` is an extension's new date; `corrects` the number of the entry whose date
    this one puts right; `outcome` says of an ended clock whether its purpose was met, decided or cancelled."""

    clock: str
    act: str
    on: date
    route: str = ""
    until: date | None = None
    outcome: str = ""
    number: int = 0
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A clock that stood from `from_on`; counting goes on from `resumes_on`. Open while `to_on` is None."""

    from_on: date
    to_on: date | None = None
    resumes_on: date | None = None

    @property
    def days(self) -> int | None:
        return None if self.resumes_on is None else (self.resumes_on - self.from_on).days


@dataclass(frozen=True, slots=True)
class Run:
    """One life of one clock, from its start to its end. `round` counts the lives of clocks of that name from 1."""

    clock: str
    round: int
    started_on: date
    route: str = ""
    route_history: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()
    until: date | None = None
    ended_on: date | None = None
    outcome: str = ""
    re_routed_on: date | None = None
    stops_before_route: int = 0  # of the stops, those that lie before it came on its route

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    @property
    def is_stopped(self) -> bool:
        return self.is_open and bool(self.stops) and self.stops[-1].to_on is None


def effective(entries: Iterable[Entry]) -> list[Entry]:
    """The ledger as it counts: a corrected entry bears its last corrected date; corrections themselves drop out."""
    rows = list(entries)
    dates = {row.corrects: row.on for row in rows if row.act == CORRECTED}
    return [replace(row, on=dates.get(row.number, row.on)) for row in rows if row.act != CORRECTED]


def runs(entries: Sequence[Entry], *, resume_counts_reply_day: bool, restarts: frozenset[int]) -> list[Run]:
    """Every clock's lives in the order in which they started.

    `restarts` are the numbers of the re-routings that start the route's clock anew (policy `new_day_zero`).
    """
    lives: dict[str, list[Run]] = {}
    order: list[tuple[str, int]] = []
    for entry in effective(entries):
        own = lives.setdefault(entry.clock, [])
        if entry.act == STARTED:
            own.append(_started(entry, len(own) + 1))
            order.append((entry.clock, len(own) - 1))
        elif own:
            own[-1] = _next(own[-1], entry, resume_counts_reply_day, restarts)
        if entry.clock == ROUTE and entry.act in (STOPPED, RESUMED, RE_ROUTED):
            _follow(lives, entry, resume_counts_reply_day, restarts)
    return [lives[clock][index] for clock, index in order]


def _follow(lives: dict[str, list[Run]], entry: Entry, counts_reply_day: bool, restarts: frozenset[int]) -> None:
    """Internal targets count the days that the route counts, so its stops are theirs, without lines of their own."""
    for clock, own in lives.items():
        if clock.startswith(TARGET) and own and own[-1].is_open and (entry.act != RESUMED or own[-1].is_stopped):
            own[-1] = _next(own[-1], entry, counts_reply_day, restarts)


def _started(entry: Entry, round_: int) -> Run:
    history = (entry.route,) if entry.route else ()
    return Run(entry.clock, round_, entry.on, route=entry.route, route_history=history, until=entry.until)


def _next(run: Run, entry: Entry, counts_reply_day: bool, restarts: frozenset[int]) -> Run:
    if entry.act == STOPPED:
        return replace(run, stops=(*run.stops, Stop(entry.on)))
    if entry.act == RESUMED:
        return replace(run, stops=(*run.stops[:-1], _closed(run.stops[-1], entry.on, counts_reply_day)))
    if entry.act == EXTENDED:
        return replace(run, until=entry.until)
    if entry.act == RE_ROUTED:
        return _re_routed(run, entry, restarts)
    return replace(run, ended_on=entry.on, outcome=entry.outcome)


def _closed(stop: Stop, on: date, counts_reply_day: bool) -> Stop:
    return replace(stop, to_on=on, resumes_on=on + timedelta(days=1 if counts_reply_day else 0))


def _re_routed(run: Run, entry: Entry, restarts: frozenset[int]) -> Run:
    history = (*run.route_history, entry.route)
    if entry.number in restarts:
        return replace(run, route=entry.route, route_history=history, started_on=entry.on, stops=())
    stops = len(run.stops)
    return replace(run, route=entry.route, route_history=history, re_routed_on=entry.on, stops_before_route=stops)
