"""Random lives of a case's clocks: start, stop, resume, extend, re-route, end, and corrections of what was recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from recognition.routes.ledger import (
    CORRECTED,
    DECIDED,
    ENDED,
    EXTENDED,
    MET,
    RE_ROUTED,
    REPLY,
    RESUMED,
    ROUTE,
    STARTED,
    STATUTORY,
    STOPPED,
    Entry,
)

NEXT = {"A": "B", "B": "N"}
TARGET_CLOCK = "target:quality"


def special_days(first: int, last: int) -> list[date]:
    """Both days on which the clocks change, leap days and year ends."""
    found = []
    for year in range(first, last + 1):
        found += [last_sunday(year, 3), last_sunday(year, 10), date(year, 12, 31), date(year, 1, 1)]
        if year % 4 == 0:
            found.append(date(year, 2, 29))
    return sorted(found)


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    while day.weekday() != 6:
        day -= timedelta(days=1)
    return day


SPECIAL = special_days(2024, 2033)


@dataclass
class Life:
    """`events` are groups of lines that were written together, which a correction moves together."""

    rng: Random
    entries: list[Entry] = field(default_factory=list)
    events: list[list[Entry]] = field(default_factory=list)
    day: date = date(2024, 1, 1)
    route: str = "A"
    state: str = "running"

    def write(self, *lines: tuple[str, str], **fields: object) -> None:
        rows = []
        for clock, act in lines:
            own = {"route": self.route} if act in (STARTED, RE_ROUTED) else {}
            rows.append(Entry(clock, act, self.day, number=len(self.entries) + 1, **{**own, **fields}))
            self.entries.append(rows[-1])
        self.events.append(rows)

    def wait(self) -> None:
        self.day += timedelta(days=self.rng.choice((0, 1, 2, self.rng.randint(3, 95))))


def random_life(rng: Random) -> tuple[list[Entry], date]:
    """A ledger in which everything can have happened, and a day not before its last line."""
    start = rng.choice(SPECIAL) + timedelta(days=rng.randint(-80, 1)) if rng.random() < 0.4 else _any_day(rng)
    life = Life(rng, day=start, route=rng.choice("AB"))
    life.write((STATUTORY, STARTED))
    life.wait()
    life.write((ROUTE, STARTED), (TARGET_CLOCK, STARTED))
    for _ in range(rng.randint(0, 9)):
        if life.state == "ended":
            break
        life.wait()
        _step(life)
    today = life.day + timedelta(days=rng.choice((0, 0, 1, rng.randint(2, 200))))
    for _ in range(rng.choice((0, 0, 1, 2, 3))):
        _correct(life)
    return life.entries, today


def _any_day(rng: Random) -> date:
    return date(2024, 1, 1) + timedelta(days=rng.randint(0, 3650))


def _step(life: Life) -> None:
    way = life.rng.random()
    if life.state == "stopped":
        if way < 0.3:
            life.write((REPLY, EXTENDED), until=life.day + timedelta(days=life.rng.randint(1, 120)))
        else:
            life.write((REPLY, ENDED), outcome=MET)
            life.events[-1] += _more(life, (ROUTE, RESUMED), (STATUTORY, RESUMED))
            life.state = "running"
    elif way < 0.6:
        life.write((ROUTE, STOPPED), (STATUTORY, STOPPED), (REPLY, STARTED))
        life.state = "stopped"
    elif way < 0.85 and life.route in NEXT:
        life.route = NEXT[life.route]
        life.write((ROUTE, RE_ROUTED))
    elif way > 0.93:
        life.write((ROUTE, ENDED), (STATUTORY, ENDED), (TARGET_CLOCK, ENDED), outcome=DECIDED)
        life.state = "ended"


def _more(life: Life, *lines: tuple[str, str]) -> list[Entry]:
    life.write(*lines)
    return life.events.pop()


def _correct(life: Life) -> None:
    """An event moves between the days of those before and after it, as they stand by now."""
    rng, days = life.rng, _days(life)
    index = rng.randrange(len(life.events))
    first = days[index - 1] if index else days[index] - timedelta(days=20)
    last = days[index + 1] if index + 1 < len(days) else days[index]
    on = first + timedelta(days=rng.randint(0, (last - first).days))
    for row in life.events[index]:
        life.entries.append(Entry(row.clock, CORRECTED, on, number=len(life.entries) + 1, corrects=row.number))


def _days(life: Life) -> list[date]:
    said = {row.corrects: row.on for row in life.entries if row.act == CORRECTED}
    return [said.get(rows[0].number, rows[0].on) for rows in life.events]
