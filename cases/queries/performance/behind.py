"""The cases that a figure was made of, so that nobody has to believe it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .ended import Ended
from .figures import (
    ALL,
    CAUSE,
    DECIDED_DAYS,
    DECIDED_SHARES,
    MONTH,
    ROUTE,
    STATE,
    VALIDATION_DAYS,
    VALIDATION_SHARES,
    Of,
)
from .period import month_of

IN, OUT, EVERY = "in", "out", "every"
DECIDED: dict[str, Of] = DECIDED_SHARES | DECIDED_DAYS | {"decided": lambda one: True}
VALIDATION: dict[str, Of] = VALIDATION_SHARES | VALIDATION_DAYS


def of_validation(code: str) -> bool:
    return _name(code) in VALIDATION or code == "cause"


def behind(cases: Sequence[Ended], code: str, by: str, key: str, which: str) -> list[Ended]:
    """`which`: those in the numerator, those of the denominator that are not in it, or every one of it."""
    inside = [one for one in cases if _is_of(one, by, key)]
    of = (DECIDED | VALIDATION).get(_name(code))
    if of is None or by in (STATE, CAUSE):
        return inside
    known = [(one, value) for one in inside if (value := of(one)) is not None]
    if which == EVERY or code != _name(code):  # days have no numerator
        return [one for one, _ in known]
    return [one for one, value in known if bool(value) == (which == IN)]


def known_figure(code: str) -> bool:
    return _name(code) in DECIDED | VALIDATION or code in ("cause", "state_share", "state_median")


def _name(code: str) -> str:
    """`clock` of `clock_median`; a share bears its own name."""
    name, _, part = code.rpartition("_")
    return name if part in ("median", "p90") else code


def _is_of(one: Ended, by: str, key: str) -> bool:
    if by == ALL:
        return True
    if by == MONTH:
        return month_of(one.ended_on) == key
    held: dict[str, Iterable[str]] = {ROUTE: (one.route,), STATE: one.states, CAUSE: one.causes}
    return key in held.get(by, ())
