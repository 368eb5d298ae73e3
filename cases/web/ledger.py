"""The clock's ledger and its reminders in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.models import ClockEntry, Discipline, Reminder
from recognition.routes.ledger import ELIGIBILITY, TARGET
from recognition.routes.spec import RuleSetSpec
from recognition.routes.timetable import Timetable

from .words import day

CLOCKS: Final = {
    "eligibility": "Eligibility form",
    "validation": "Validation",
    "correction": "Correction",
    "triage": "Triage",
    "route": "Assessment",
    "statutory": "Statutory 210 days",
    "reply": "Reply to a request",
    "consultation": "Consultation",
    "representations": "Representations",
    "authorisation": "Authorisation",
    "passport": "Innovation Passport",
    "joint_advice": "Joint advice",
}
ACTS: Final = {"started": "Started", "stopped": "Stopped", "resumed": "Resumed", "corrected": "Date corrected"}
PLANS: Final = {"started": "Planned submission", "corrected": "Planned submission changed to this day"}
ENDS: Final = {"met": "Ended: done", "decided": "Ended: decided", "cancelled": "Ended: cancelled"}


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    on: date
    clock: str
    what: str
    by: str
    reason: str


def lines(rows: Iterable[ClockEntry], spec: RuleSetSpec) -> list[Line]:
    return [
        Line(row.number, row.on, clock_name(row.clock), _what(row, spec), row.actor_label, row.reason) for row in rows
    ]


def clock_name(clock: str) -> str:
    """An internal target is named by its discipline."""
    if not clock.startswith(TARGET):
        return CLOCKS.get(clock, clock)
    discipline = clock.removeprefix(TARGET)
    return f"Internal target: {dict(Discipline.choices).get(discipline, discipline)}"


def _what(row: ClockEntry, spec: RuleSetSpec) -> str:
    route = spec.routes.get(row.route)
    name = route.name if route else row.route
    if row.act == "re_routed" and row.corrects:
        return f"Route of line {row.corrects} put right: {name}, from the same day 0"
    if row.act == "re_routed":
        return f"Goes on as {name}"
    if row.act == "extended" and row.until:
        return f"Extended to {day(row.until)}"
    if row.act == "ended":
        return ENDS.get(row.outcome, "Ended")
    if row.clock == ELIGIBILITY and row.act in PLANS:  # its day is the plan's, ahead of which the form is due
        return PLANS[row.act]
    if row.act == "corrected":
        return f"Date of line {row.corrects} corrected"
    started = f", {name}" if row.act == "started" and row.clock == "route" and name else ""
    return f"{ACTS.get(row.act, row.act)}{started}"


@dataclass(frozen=True, slots=True)
class Planned:
    on: date
    name: str
    due_on: date
    tells: str
    state: str
    colour: str


def planned(rows: Iterable[Reminder], names: dict[str, str]) -> list[Planned]:
    colours = {"planned": "blue", "sent": "green"}
    return [
        Planned(
            row.on,
            names.get(row.deadline, row.deadline),
            row.due_on,
            ", ".join(row.tells).capitalize(),
            _state_of(row),
            colours.get(row.state, "grey"),
        )
        for row in rows
    ]


def coming(timetable: Timetable) -> list[Planned]:
    """The next three, as the ledger gives them: nothing is read for them."""
    plans = [(plan, due) for due in timetable.deadlines if due.is_open for plan in due.reminders]
    ahead = sorted((one for one in plans if one[0].on >= timetable.today), key=lambda one: one[0].on)
    return [Planned(plan.on, due.name, due.due_on, " and ".join(plan.tells), "", "") for plan, due in ahead[:3]]


def _state_of(row: Reminder) -> str:
    """Beside the state, how far it went and whether somebody has taken it up."""
    words = [row.get_state_display()]
    if row.escalated_to:
        words.append(f"escalated to {row.escalated_to}")
    if row.acknowledged_at:
        words.append("acknowledged")
    return ", ".join(words)
