"""A row of a simulation as a reader sees it: words for every difference."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from cases.models import SimulatedCase


@dataclass(frozen=True)
class Row:
    row: SimulatedCase

    @property
    def route(self) -> str:
        before, after = self.row.route_before or "none", self.row.route_after or "none"
        return f"{before} to {after}" if before != after else before

    @property
    def outcome(self) -> str:
        """What the rules say, where it differs: the route may stand all the same, as one that a person decided does."""
        before, after = self.row.outcome_before, self.row.outcome_after
        return f"{before} to {after}" if before != after else ""

    @property
    def rules(self) -> list[str]:
        return [
            f"{one['rule']}: {one['was'] or 'no part'}, now {one['becomes'] or 'no part'}" for one in self.row.rules
        ]

    @property
    def deadlines(self) -> list[str]:
        return [_deadline(one) for one in self.row.deadlines]

    @property
    def reminders(self) -> list[str]:
        return [_reminder(one) for one in self.row.reminders]


def _deadline(one: dict[str, Any]) -> str:
    name = _named(one["code"], one["round"])
    if one["before"] is None:
        return f"{name}: new, {_day(one['after'])}"
    if one["after"] is None:
        return f"{name}: no longer, was {_day(one['before'])}"
    if not one["days"]:
        return f"{name}: {one['status_before']}, now {one['status_after']}"
    size, way = abs(one["days"]), "later" if one["days"] > 0 else "earlier"
    days = f"{size} day{'' if size == 1 else 's'} {way}"
    return f"{name}: {_day(one['before'])} to {_day(one['after'])}, {days}"


def _reminder(one: dict[str, Any]) -> str:
    name = f"{_named(one['deadline'], one['round'])} {one['step']}"
    if one["before"] is None:
        return f"{name}: added, {_day(one['after'])}"
    if one["after"] is None:
        return f"{name}: dropped, was {_day(one['before'])}"
    return f"{name}: {_day(one['before'])} to {_day(one['after'])}"


def _named(code: str, round_: int) -> str:
    words = code.replace("_", " ").capitalize()
    return words if round_ == 1 else f"{words} (round {round_})"


def _day(text: str) -> str:
    day = dt.date.fromisoformat(text)
    return f"{day.day} {day:%b %Y}"
