"""A second counter of days, written apart from the engine: it walks from day to day, and asks whether each counts.

It shares nothing with `recognition.routes` but the words of the ledger, and is slow on purpose: it adds no ranges up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

ONE = timedelta(days=1)


@dataclass
class Book:
    """What a walk needs: the ledger as (clock, act, day, route, until), and the rules."""

    lines: list[dict[str, Any]]
    today: date
    routes: dict[str, tuple[int, bool]]  # the length, and whether working days alone count
    keeps_day_zero: set[str]  # routes that a case leaves with its day 0
    new_day_zero: bool
    reply_day_stands: bool
    holidays: set[date]
    after: dict[str, int] = field(default_factory=dict)  # days until: reply, statutory, target


def put_right(entries: list[Any]) -> list[dict[str, Any]]:
    """Each line with the day that was last said of it."""
    said = [
        {
            "n": e.number,
            "clock": e.clock,
            "act": e.act,
            "on": e.on,
            "route": e.route,
            "until": e.until,
            "of": e.corrects,
        }
        for e in entries
    ]
    for later in said:
        if later["act"] == "corrected":
            for line in said:
                if line["n"] == later["of"] and line["act"] != "corrected":
                    line["on"] = later["on"]
    return [line for line in said if line["act"] != "corrected"]


def route_story(book: Book) -> tuple[date | None, str, list[tuple[date, date | None]], date | None]:
    """Day 0, the route at last, the stops since day 0, and the end."""
    zero, route, stops, end = None, "", [], None
    for line in book.lines:
        if line["clock"] != "route":
            continue
        if line["act"] == "started":
            zero, route = line["on"], line["route"]
        elif line["act"] == "stopped":
            stops.append((line["on"], None))
        elif line["act"] == "resumed":
            stops[-1] = (stops[-1][0], line["on"])
        elif line["act"] == "re_routed":
            if book.new_day_zero and route not in book.keeps_day_zero:
                zero, stops = line["on"], []
            route = line["route"]
        elif line["act"] == "ended":
            end = line["on"]
    return zero, route, stops, end


def still_stands(day: date, stops: list[tuple[date, date | None]], book: Book, end: date | None) -> bool:
    """Whether the clock stood when this day began, or does not count it as the day of a reply."""
    for begin, back in stops:
        last = back if back is not None else max(end or book.today, begin)
        if book.reply_day_stands:
            last = last + ONE
        if begin < day <= last:
            return True
    return False


def counts(day: date, working: bool, book: Book) -> bool:
    return not working or (day.weekday() not in (5, 6) and day not in book.holidays)


def walk(start: date, days: int, working: bool, stops: list[Any], book: Book, end: date | None) -> date:
    """The day on which so many days have been counted."""
    day, seen = start, 0
    while seen < days:
        day += ONE
        if counts(day, working, book) and not still_stands(day, stops, book, end):
            seen += 1
    return day


def used(start: date, last: date, working: bool, stops: list[Any], book: Book, end: date | None) -> int:
    day, seen = start, 0
    while day < last:
        day += ONE
        if counts(day, working, book) and not still_stands(day, stops, book, end):
            seen += 1
    return seen


def answers(book: Book) -> dict[str, Any]:
    """What the engine is asked as well: days used, and each date."""
    zero, route, stops, end = route_story(book)
    if zero is None:
        return {}
    length, working = book.routes[route]
    last = min(book.today, end) if end else book.today
    found: dict[str, Any] = {
        "used": used(zero, last, working, stops, book, end),
        "decision": walk(zero, length, working, stops, book, end),
    }
    for line in book.lines:
        if line["clock"] == "statutory" and line["act"] == "started":
            found["statutory_decision"] = walk(
                line["on"], book.after["statutory"], False, _of(book, "statutory"), book, end
            )
        if line["clock"] == "reply" and line["act"] == "started":
            found["information_reply"] = walk(line["on"], book.after["reply"], False, [], book, None)
        if line["clock"] == "reply" and line["act"] == "extended":
            found["information_reply"] = line["until"]
    if any(line["clock"] == "target:quality" for line in book.lines):
        found["target_quality"] = walk(zero, book.after["target"], working, stops, book, end)
    return found


def _of(book: Book, clock: str) -> list[tuple[date, date | None]]:
    stops: list[tuple[date, date | None]] = []
    for line in book.lines:
        if line["clock"] == clock and line["act"] == "stopped":
            stops.append((line["on"], None))
        elif line["clock"] == clock and line["act"] == "resumed":
            stops[-1] = (stops[-1][0], line["on"])
    return stops
