"""The stop that a case is in, in words: whose it is, until when, what follows, and once it has expired the choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cases.queries.standing import next_stop_of, standstill_of

from .frame import Frame
from .offers import Offer
from .words import day, days, due_colour, due_in

AWAITED: Final = {"decision": "the reply to our request", "validation": "the corrected sequence"}
DEADLINES: Final = {"decision": "The decision", "validation": "Validation"}
# What a person can do once the time to answer has run out; nothing is refused by the system alone.
CHOICES: Final = ("accept-late-reply", "extend-reply", "consult", "withdraw")


@dataclass(frozen=True, slots=True)
class Told:
    """`words` and `colour` are those of the day on which the time to answer runs out."""

    awaited: str
    deadline: str
    since: str
    stood: str
    on: str
    words: str
    colour: str
    ceiling: str
    if_today: str
    if_last_day: str
    is_expired: bool
    choices: list[Offer]


@dataclass(frozen=True, slots=True)
class ToldAhead:
    """A stop that cannot be made yet, as it would be on the first day that allows it."""

    on: str
    day: int
    used: int
    is_forecast: bool
    reply_by: str
    ceiling: str
    decision: str
    if_at_once: str
    if_last_day: str


def next_stop_in_words(frame: Frame) -> ToldAhead | None:
    found = next_stop_of(frame.standing)
    if found is None:
        return None
    stop = found.standstill
    return ToldAhead(
        on=day(found.on),
        day=found.day,
        used=frame.standing.timetable.clock.days_used,
        is_forecast=found.is_forecast,
        reply_by=day(stop.expires_on),
        ceiling=day(stop.ceiling_on) if stop.ceiling_on and stop.ceiling_on > stop.expires_on else "",
        decision=day(found.decision_on) if found.decision_on else "",
        if_at_once=day(stop.today.due_on) if stop.today else "",
        if_last_day=day(stop.on_last_day.due_on) if stop.on_last_day else "",
    )


def standstill_in_words(frame: Frame) -> Told | None:
    found = standstill_of(frame.standing)
    if found is None:
        return None
    return Told(
        awaited=AWAITED[found.deadline],
        deadline=DEADLINES[found.deadline],
        since=day(found.since),
        stood=days(found.days),
        on=day(found.expires_on),
        words=due_in(found.expires_on, frame.standing.today),
        colour=due_colour(found.expires_on, frame.standing.today),
        ceiling=day(found.ceiling_on) if found.ceiling_on else "",
        if_today=day(found.today.due_on) if found.today else "",
        if_last_day=day(found.on_last_day.due_on) if found.on_last_day else "",
        is_expired=found.is_expired,
        choices=_choices(frame) if found.is_expired else [],
    )


def _choices(frame: Frame) -> list[Offer]:
    able = {offer.act.name: offer for rows in frame.groups.values() for offer in rows}
    return [able[name] for name in CHOICES if name in able]
