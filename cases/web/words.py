"""Dates and states as people say them. Words stand beside every date and every colour."""

from __future__ import annotations

from datetime import date
from typing import Final

from cases.models import State
from recognition.routes.ledger import Run
from recognition.routes.timetable import Clock, Timetable

STATE_COLOURS: Final[dict[str, str]] = {
    State.TRIAGE: "purple",
    State.ELIGIBLE: "light-blue",
    State.RECEIVED: "light-blue",
    State.VALIDATING: "blue",
    State.CORRECTION_REQUESTED: "yellow",
    State.ASSESSING: "blue",
    State.AWAITING_INFORMATION: "yellow",
    State.REPLY_OVERDUE: "red",
    State.CONSULTATION: "purple",
    State.REPRESENTATIONS: "purple",
    State.AWAITING_SIGNATURE: "orange",
    State.GRANTED: "green",
    State.REFUSED: "red",
}
STATUS_COLOURS: Final = {"met": "green", "missed": "red", "stopped": "yellow", "cancelled": "grey", "pending": "blue"}
STATUS_WORDS: Final = {"met": "Met", "missed": "Missed", "stopped": "Stopped", "cancelled": "Cancelled"}
YEAR, SOON = 365, 7
RUNS, STOPPED, ENDED = "runs", "stopped", "ended"
CLOCK_CHANGES: Final = {
    (RUNS, RUNS): "The clock runs on.",
    (RUNS, STOPPED): "The clock stops.",
    (STOPPED, RUNS): "The clock runs again.",
    (STOPPED, STOPPED): "The clock stays stopped.",
    ("", RUNS): "The clock starts.",
    (RUNS, ENDED): "The clock ends.",
    (STOPPED, ENDED): "The clock ends.",
}
HOLDERS: Final = {"regulator": "We have it", "company": "The company has it", None: "Closed"}


def day(value: date) -> str:
    """14 March 2026"""
    return f"{value.day} {value:%B %Y}"


def days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def due_in(due_on: date, today: date) -> str:
    left = (due_on - today).days
    if left < 0:
        return f"Overdue by {days(-left)}"
    if left > YEAR:
        return f"Due in over {left // YEAR} year{'s' if left >= 2 * YEAR else ''}"
    return {0: "Due today", 1: "Due tomorrow"}.get(left, f"Due in {days(left)}")


def due_colour(due_on: date, today: date) -> str:
    """Empty where there is time: then the words stand without a tag."""
    left = (due_on - today).days
    return "red" if left < 0 else "orange" if left <= SOON else ""


def status_words(status: str, due_on: date, today: date) -> str:
    """An open date says how long is left; the others how they ended."""
    if status == "pending" or (status == "missed" and due_on >= today):
        return due_in(due_on, today)
    return STATUS_WORDS.get(status, status.capitalize())


def state_colour(state: str) -> str:
    return STATE_COLOURS.get(State(state), "grey")


def clock_words(timetable: Timetable, *, length: int | None) -> str:
    """Day 45 of 60; Stopped on day 70 of 110; Not started; Ended on day 52 of 60."""
    clock = timetable.clock
    if clock.day_zero is None or length is None:
        return "Not started"
    used = f"day {clock.days_used} of {length}"
    if clock.running:
        return f"Running: {used}"
    return f"{'Stopped' if is_stopped(clock) else 'Ended'} on {used}"


def is_stopped(clock: Clock) -> bool:
    """An ended clock does not count either, but stands no longer."""
    return bool(clock.stops) and clock.stops[-1].to_on is None and clock.held_by is not None


def clock_change(before: Run | None, after: Run | None) -> str:
    """What becomes of the assessment clock; empty where there is none before nor after."""
    return CLOCK_CHANGES.get((_course(before), _course(after)), "")


def _course(run: Run | None) -> str:
    if run is None or not run.is_open:
        return ENDED if run else ""
    return STOPPED if run.is_stopped else RUNS


def left_words(clock: Clock) -> str:
    if clock.days_left is None or clock.held_by is None:
        return ""
    return f"{days(clock.days_left)} left" if clock.days_left >= 0 else f"{days(-clock.days_left)} over"


def holder_words(timetable: Timetable) -> str:
    return HOLDERS[timetable.clock.held_by]


def step_words(label: str) -> str:
    """A reminder's step: `D45`, `+46`, `-14`, or in months `-12m`."""
    sign, number = label[0], label[1:].rstrip("m")
    unit = "month" if label.endswith("m") else "day"
    if sign == "D":
        return f"day {number}"
    if number == "0":
        return "on the day" if sign == "-" else "at its start"
    plural = "" if number == "1" else "s"
    return f"{number} {unit}{plural} {'after its start' if sign == '+' else 'before'}"
