"""What is foreseen of one case, and the seal by which it is known again when the case is moved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.deadlines.planned import Key
from recognition.routes.timetable import DueDate

DueKey = tuple[str, int]  # the deadline's code and its round


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a case stands: what a seal is over. `reminders` are those that are planned, with their day."""

    outcome: str
    state: str
    route: str
    deadlines: Mapping[DueKey, tuple[date, str]]
    reminders: Mapping[Key, date]

    @property
    def seal(self) -> str:
        """SHA-256 over every date, so that "row for row" can be asked of the database itself."""
        deadlines = sorted([*key, due.isoformat(), status] for key, (due, status) in self.deadlines.items())
        reminders = sorted([*key, on.isoformat()] for key, on in self.reminders.items())
        said = [self.outcome, self.state, self.route, deadlines, reminders]
        return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Foreseen:
    """`rules` are those whose verdict differs, `cannot_move` says why a case stays where it is, `undetermined` that
    the rules had a route for it and the version has none."""

    before: Stand
    after: Stand
    rules: Sequence[Mapping[str, str]]
    why: str
    undetermined: bool = False
    cannot_move: str = ""

    @property
    def deadlines(self) -> list[dict[str, Any]]:
        """Those that would come, go, move or end otherwise; `days` is None where there is no other date."""
        old, new = self.before.deadlines, self.after.deadlines
        return [_due(key, old.get(key), new.get(key)) for key in _keys(old, new) if old.get(key) != new.get(key)]

    @property
    def reminders(self) -> list[dict[str, Any]]:
        old, new = self.before.reminders, self.after.reminders
        return [_reminder(key, old.get(key), new.get(key)) for key in _keys(old, new) if old.get(key) != new.get(key)]


def dates_of(rows: Sequence[DueDate]) -> dict[DueKey, tuple[date, str]]:
    return {(row.code, row.round): (row.due_on, row.status) for row in rows}


def _keys(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> list[Any]:
    return sorted({*old, *new})


def _due(key: DueKey, was: tuple[date, str] | None, becomes: tuple[date, str] | None) -> dict[str, Any]:
    days = (becomes[0] - was[0]).days if was and becomes else None
    return {
        "code": key[0],
        "round": key[1],
        "before": was and was[0].isoformat(),
        "after": becomes and becomes[0].isoformat(),
        "days": days,
        "status_before": was and was[1],
        "status_after": becomes and becomes[1],
    }


def _reminder(key: Key, was: date | None, becomes: date | None) -> dict[str, Any]:
    return {
        "deadline": key[0],
        "round": key[1],
        "step": key[2],
        "before": was and was.isoformat(),
        "after": becomes and becomes.isoformat(),
    }
