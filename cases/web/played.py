"""A life that was only tried, as a timeline: what happened, what was refused, what falls due and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.models import State
from cases.replay.play import Played
from recognition.routes.models import Question

from .dates import Dated, dated
from .verdicts import told
from .words import day, days

ORDER = ("event", "refused", "stop", "date", "reminder")


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of the timeline. `due` is a date with its reasons, `text` says more of anything else."""

    on: date
    kind: str
    title: str
    text: str = ""
    due: Dated | None = None

    @property
    def said_on(self) -> str:
        return day(self.on)


def shown(played: Played, questions: Mapping[str, Question]) -> dict[str, Any]:
    answer, clock = played.answer, played.timetable.clock
    found = told(played.determination, questions) if played.determination else None
    return {
        "played": played,
        "as_of": day(played.day),
        "state": State(answer["state"]).label,
        "route": " then ".join(answer["route_history"]) or "Not set",
        "clock": f"{days(clock.days_used)} used" if clock.day_zero else "Not started",
        "found": found,
        "moments": sorted(_moments(played), key=lambda one: (one.on, ORDER.index(one.kind))),
    }


def _moments(played: Played) -> Iterator[Moment]:
    refused = played.answer["refused"]
    not_done = {(row["event"], row["on"]) for row in refused}
    for event in played.events:
        if (event.event, event.on.isoformat()) not in not_done:
            yield Moment(event.on, "event", _words(event.event))
    for row in refused:
        on = date.fromisoformat(row["on"])
        yield Moment(on, "refused", f"{_words(row['event'])}: refused", f"{row['why']} ({row['rule']})")
    for stop in played.timetable.clock.stops:
        until = f"It runs again on {day(stop.resumes_on)}: {days(stop.days or 0)}." if stop.resumes_on else "It stands."
        yield Moment(stop.from_on, "stop", "The clock stops", until)
    rows = played.timetable.deadlines
    for due, words in zip(rows, dated(rows, played.day), strict=True):
        yield Moment(due.due_on, "date", words.name, due=words)
        for reminder in due.reminders:
            yield Moment(reminder.on, "reminder", f"Reminder: {due.name}", f"To {', '.join(reminder.tells)}.")


def _words(event: str) -> str:
    return event.replace("_", " ").capitalize()
