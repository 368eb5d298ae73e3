"""The calendar of open deadlines: a month, a week, or a list. What was chosen stands in the address."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.models import Deadline
from cases.queries.calendar import ALL, MINE, MOST, TEAM, between, deadlines_of, team_of, until
from recognition.clock import today
from recognition.routes.days import add_months

from .people import reader
from .words import day, due_colour, due_in

MONTH, WEEK, LIST = "month", "week", "list"
VIEWS: Final = {MONTH: "Month", WEEK: "Week", LIST: "List"}
WHOSE: Final = {MINE: "My cases", TEAM: "My team’s", ALL: "All cases"}
LISTED: Final = timedelta(days=90)
IN_A_CELL: Final = 4
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Item:
    """What is due of a case on a day. `words` and `colour` as the tag of a date is drawn; a forecast is no date to work
    by."""

    deadline: Deadline
    names: str
    words: str
    colour: str


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    words: str
    items: list[Item]
    more: int
    is_today: bool
    is_other_month: bool


@dataclass(frozen=True, slots=True)
class Asked:
    view: str
    whose: str
    on: date

    @property
    def days(self) -> tuple[date, date]:
        if self.view == WEEK:
            monday = self.on - timedelta(days=self.on.weekday())
            return monday, monday + timedelta(days=6)
        if self.view == LIST:
            return self.on, self.on + LISTED
        weeks = Calendar().monthdatescalendar(self.on.year, self.on.month)
        return weeks[0][0], weeks[-1][-1]

    @property
    def title(self) -> str:
        first, last = self.days
        return f"{self.on:%B %Y}" if self.view == MONTH else f"{day(first)} to {day(last)}"

    def moved(self, way: int) -> Asked:
        """The page before or after."""
        if self.view == MONTH:
            return Asked(self.view, self.whose, add_months(self.on.replace(day=1), way))
        span = timedelta(days=7) if self.view == WEEK else LISTED
        return Asked(self.view, self.whose, self.on + way * span)

    def link(self, **other: Any) -> str:
        chosen = {"view": self.view, "whose": self.whose, "on": self.on.isoformat(), **other}
        return f"?{urlencode(chosen)}"


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    actor, now = reader(request), today()
    asked = _asked(request, now)
    found = deadlines_of(actor, asked.whose)
    from_now = asked.view == LIST and asked.on == now  # the list of today begins with what is overdue
    rows = until(found, asked.days[1]) if from_now else between(found, *asked.days)
    context = {
        "section": "calendar",
        "asked": asked,
        "views": [(name, words, asked.link(view=name)) for name, words in VIEWS.items()],
        "whose": [(name, words, asked.link(whose=name)) for name, words in WHOSE.items()],
        "before": _link(asked.moved(-1)),
        "after": _link(asked.moved(1)),
        "now": asked.link(on=now.isoformat()),
        "weeks": _weeks(asked, rows, now),
        "days": _days(asked, rows, now),
        "count": len(rows),
        "cut": MOST if len(rows) == MOST else 0,
        "no_team": asked.whose == TEAM and not team_of(actor),
    }
    return render(request, "cases/calendar.html", context)


def _asked(request: HttpRequest, now: date) -> Asked:
    """A value that nobody offers is left out, since an address may be old."""
    view, whose = request.GET.get("view", ""), request.GET.get("whose", "")
    try:
        on = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        on = now
    on = on if FIRST_YEAR <= on.year <= LAST_YEAR else now
    return Asked(view if view in VIEWS else MONTH, whose if whose in WHOSE else MINE, on)


def _link(asked: Asked) -> str:
    return asked.link() if FIRST_YEAR <= asked.on.year <= LAST_YEAR else ""


def _weeks(asked: Asked, rows: list[Deadline], now: date) -> list[list[Day]]:
    """Of a month: its weeks from Monday to Sunday, a cell a day."""
    if asked.view != MONTH:
        return []
    by_day = _by_day(rows, now)
    weeks = Calendar().monthdatescalendar(asked.on.year, asked.on.month)
    return [[_cell(on, by_day.get(on, []), asked, now) for on in week] for week in weeks]


def _cell(on: date, items: list[Item], asked: Asked, now: date) -> Day:
    shown = items if len(items) <= IN_A_CELL else items[: IN_A_CELL - 1]
    return Day(on, f"{on:%A} {day(on)}", shown, len(items) - len(shown), on == now, on.month != asked.on.month)


def _days(asked: Asked, rows: list[Deadline], now: date) -> list[Day]:
    """Of a week every day; of a list those on which something is due."""
    if asked.view == MONTH:
        return []
    by_day = _by_day(rows, now)
    first, _ = asked.days
    days = [first + timedelta(days=n) for n in range(7)] if asked.view == WEEK else list(by_day)
    return [Day(on, f"{on:%A} {day(on)}", by_day.get(on, []), 0, on == now, False) for on in days]


def _by_day(rows: list[Deadline], now: date) -> dict[date, list[Item]]:
    return {on: _items(list(some), now) for on, some in groupby(rows, key=lambda row: row.due_on)}


def _items(rows: list[Deadline], now: date) -> list[Item]:
    """A case is named once a day, with all that is due then; its forecasts apart."""
    of_case: dict[tuple[int, bool], list[Deadline]] = {}
    for row in rows:
        of_case.setdefault((row.application_id, row.status == Deadline.Status.STOPPED), []).append(row)
    return [_item(some, now) for some in of_case.values()]


def _item(rows: list[Deadline], now: date) -> Item:
    row, names = rows[0], together([one.name for one in rows])
    if row.status == Deadline.Status.STOPPED:
        return Item(row, names, "Forecast: the clock is stopped", "yellow")
    return Item(row, names, due_in(row.due_on, now), due_colour(row.due_on, now))


def together(names: list[str]) -> str:
    """ "Quality, Clinical: internal target" of names that end alike after their colon, each other one for itself."""
    ends: dict[str, list[str]] = {}
    for name in names:
        begin, _, end = name.partition(": ")
        ends.setdefault(end, []).append(begin)
    return "; ".join(f"{', '.join(begins)}{f': {end}' if end else ''}" for end, begins in ends.items())
