"""Which reminders a timetable leaves planned. Pure: the plan keeps them, a simulation says what they would be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cases.models import Reminder as Row
from recognition.routes.timetable import Reminder, Timetable

Key = tuple[str, int, str]  # of the deadline, its round and the step


def planned(result: Timetable, known: Mapping[Key, str]) -> dict[Key, Reminder]:
    """`known` are the states of those that a case has."""
    wanted = {(plan.deadline, plan.round, plan.step): plan for due in result.deadlines for plan in due.reminders}
    return {key: plan for key, plan in wanted.items() if is_planned(known.get(key), plan.on, result.today)}


def is_planned(state: str | None, on: date, today: date) -> bool:
    """Of one that the timetable has. One that was sent is kept as it is; one whose day had passed when it was first
    planned, or is planned again, is not made."""
    if state == Row.State.PLANNED:
        return True
    return on >= today and state in (None, Row.State.DROPPED)
