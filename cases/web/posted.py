"""A scenario, or a form with a row more or less, as what a browser would have posted: so the form shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from cases.replay.scenario import Scenario
from recognition.routes.models import Question

from .forms.timetable import MOST, PARTS

DATES = ("on", "until")
DAY = ("day", "month", "year")
SUFFIXES = ("", *(f"_{part}" for part in DAY))


def of_scenario(scenario: Scenario, questions: Iterable[Question]) -> QueryDict:
    posted = QueryDict(mutable=True)
    kinds = {question.code: question.kind for question in questions}
    for code, value in scenario.facts.items():
        _put(posted, f"fact_{code}", value, is_date=kinds.get(code) == Question.Kind.DATE)
    for name, value in scenario.policy.items():
        posted[f"policy_{name}"] = str(value).lower() if isinstance(value, bool) else f'"{value}"'
    for n, event in enumerate(scenario.events[:MOST], 1):
        row: dict[str, Any] = {"on": event.on.isoformat(), "event": event.event, **event.details}
        for part in PARTS:
            _put(posted, f"{part}_{n}", row.get(part), is_date=part in DATES)
    _put(posted, "as_of", scenario.as_of.isoformat() if scenario.as_of else None, is_date=True)
    posted["rows"] = str(max(len(scenario.events), 1))
    return posted


def with_rows(posted: Mapping[str, Any], *, count: int, without: int = 0) -> QueryDict:
    """The same with an empty row at the end, or without the row of that number."""
    changed = QueryDict(mutable=True)
    rows = [n for n in range(1, count + 1) if n != without]
    names = {f"{part}_{n}{end}": (part, n, end) for n in range(1, count + 1) for part in PARTS for end in SUFFIXES}
    for name, value in posted.items():
        if name not in names:
            changed[name] = value
        elif names[name][1] != without:
            part, n, end = names[name]
            changed[f"{part}_{rows.index(n) + 1}{end}"] = value
    changed["rows"] = str(max(len(rows) + (0 if without else 1), 1))
    return changed


def _put(posted: QueryDict, name: str, value: Any, *, is_date: bool) -> None:
    if value is None:
        return
    day = _day(value) if is_date else None
    if day is not None:
        for part in DAY:
            posted[f"{name}_{part}"] = str(getattr(day, part))
    elif isinstance(value, bool):
        posted[name] = "yes" if value else "no"
    else:
        posted[name] = "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
