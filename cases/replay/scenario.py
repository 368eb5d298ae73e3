"""A scenario as it is read from a file: checked before anything is played."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from recognition.routes.fact_values import EARLIEST, LATEST

from .vocabulary import EVENTS, KEYS, NEEDS, POLICIES


class ScenarioError(ValueError):
    """One line: what is wrong, and where."""


@dataclass(frozen=True, slots=True)
class Event:
    on: date
    event: str
    details: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    policy: Mapping[str, Any]
    facts: Mapping[str, object]
    events: tuple[Event, ...]
    as_of: date | None


def read(path: Path) -> Scenario:
    """Raises `ScenarioError` naming the file, the place and the fault."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return parse(document)
    except OSError as error:
        raise ScenarioError(f"{path}: cannot be read: {error.strerror}") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: is not JSON in UTF-8: {error}") from error
    except (ValueError, RecursionError) as error:
        raise ScenarioError(f"{path}: {error}") from error


def parse(document: object) -> Scenario:
    if not isinstance(document, dict):
        raise ScenarioError("the file must hold one JSON object")
    for key in document:
        if key not in KEYS:
            raise ScenarioError(f"{key}: there is no such key; known are {', '.join(sorted(KEYS))}")
    facts = document.get("facts", {})
    if not isinstance(facts, dict):
        raise ScenarioError("facts: give an object of answers by question code")
    as_of = document.get("as_of")
    return Scenario(
        name=str(document.get("name", "")),
        policy=_policy(document.get("policy", {})),
        facts=facts,
        events=_events(document.get("events", [])),
        as_of=day_at(as_of, "as_of") if as_of is not None else None,
    )


def _policy(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ScenarioError("policy: give an object")
    for name, choice in value.items():
        if name not in POLICIES:
            raise ScenarioError(f"policy.{name}: there is no such policy; known are {', '.join(POLICIES)}")
        if json.dumps(choice) not in POLICIES[name]:
            raise ScenarioError(f"policy.{name}: give one of {', '.join(POLICIES[name])}")
    return value


def _events(value: object) -> tuple[Event, ...]:
    if not isinstance(value, list):
        raise ScenarioError("events: give a list")
    events = tuple(_event(item, f"events[{n}]") for n, item in enumerate(value))
    for n, (before, after) in enumerate(itertools.pairwise(events), 1):
        if after.on < before.on:
            raise ScenarioError(f"events[{n}].on: {after.on} comes before {before.on}; events stand in order of date")
    return events


def _event(item: object, place: str) -> Event:
    if not isinstance(item, dict):
        raise ScenarioError(f"{place}: give an object with on and event")
    name = item.get("event")
    if name not in EVENTS:
        raise ScenarioError(f"{place}.event: {name!r} is no event; known are {', '.join(EVENTS)}")
    for key in NEEDS.get(str(name), ()):
        if not isinstance(item.get(key), str):
            raise ScenarioError(f"{place}.{key}: {name} needs it, as text")
    details = {key: text for key, text in item.items() if key not in ("on", "event")}
    for key, text in details.items():
        if not isinstance(text, str):
            raise ScenarioError(f"{place}.{key}: give text")
    if "until" in details:
        day_at(details["until"], f"{place}.until")
    return Event(day_at(item.get("on"), f"{place}.on"), str(name), details)


def day_at(value: object, place: str) -> date:
    """Raises `ScenarioError` for what is no day, or one so far away that deadlines would leave the calendar."""
    try:
        day = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise ScenarioError(f"{place}: give a date as YYYY-MM-DD, not {value!r}") from None
    if not EARLIEST <= day <= LATEST:
        raise ScenarioError(f"{place}: {day} is not between {EARLIEST} and {LATEST}")
    return day
