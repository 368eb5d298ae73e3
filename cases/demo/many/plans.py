"""The lives that are played and then copied: the demonstration's stories, each at several points of its course."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from cases.demo.people import Cast
from cases.demo.read import table
from cases.demo.schedule import steps_of

from .brands import brand

CLOSING = {"sign", "withdraw", "find_invalid", "lapse"}
CLOSED_AT_ONCE = {"rejected", "triage_rejected"}
STILL_OPEN = 0.4  # of the lives whose story has an end
LONGEST_AGO = 600  # days since a case was closed; the shipped rules begin in 2024


def plans(count: int, cast: Cast, chance: Random) -> list[dict[str, Any]]:
    """`count` tables of cases, in an order that is not the demonstration's. The same for the same `chance`.

    The first ones stand where the demonstration's do, which has a case in every state; the others stand anywhere.
    """
    known = table("cases")
    order = chance.sample(range(len(known)), len(known))
    return [_plan(known[order[number % len(known)]], number, cast, chance) for number in range(count)]


def _plan(known: dict[str, Any], number: int, cast: Cast, chance: Random) -> dict[str, Any]:
    roles = {name: actor.user.role for name, actor in cast.staff.items() if actor.user is not None}
    return {
        **known,
        "product": f"{brand(number)} {known['strengths'][0]} {known['form']}",
        "company": chance.choice(sorted(cast.companies)),
        "assessor": chance.choice(sorted(_with(roles, "assessor"))),
        "lead": chance.choice(sorted(_with(roles, "lead"))),
        "day": known["day"] if number < len(table("cases")) else _day(known["story"], chance),
    }


def _with(roles: dict[str, str], wanted: str) -> Iterator[str]:
    return (name for name, role in roles.items() if role == wanted)


def _day(story: list[str], chance: Random) -> int:
    """On what day of its last part a case stands: some way along an open one, long after the end of a closed one."""
    steps = steps_of(story[-1])
    end = steps[-1][0]
    has_end = steps[-1][1] in CLOSING or story[-1] in CLOSED_AT_ONCE
    if has_end and chance.random() > STILL_OPEN:
        return end + chance.randrange(1, LONGEST_AGO)
    return chance.randrange(1, max(end, 2))
