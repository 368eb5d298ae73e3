"""How a condition compares an answer with its value. Pure. The whole list: nothing is evaluated from text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, Protocol

from .spec import RuleSetSpec

OLDER, NOT_OLDER = "older than years", "not older than years"


class Setting(Protocol):
    """What some comparisons need beside answer and value."""

    @property
    def spec(self) -> RuleSetSpec: ...

    @property
    def measured_on(self) -> date: ...


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _older(answer: Any, years: Any, setting: Setting) -> bool:
    """An approval exactly at the limit is inside it or too old, as the policy says (domain 3.5, question 1)."""
    limit = years_before(setting.measured_on, years)
    return bool(answer <= limit if setting.spec.policy.age_boundary == "exclusive" else answer < limit)


def _unrecognised(answer: Any, _: Any, setting: Setting) -> bool:
    regulator = setting.spec.regulators.get(answer)
    return regulator is None or not regulator.is_recognised(setting.measured_on)


OPERATORS: Final[dict[str, Callable[[Any, Any, Setting], bool]]] = {
    "is": lambda answer, value, _: bool(answer == value),
    "is not": lambda answer, value, _: bool(answer != value),
    "in": lambda answer, value, _: answer in value,
    "not in": lambda answer, value, _: answer not in value,
    "<": lambda answer, value, _: bool(answer < value),
    ">=": lambda answer, value, _: bool(answer >= value),
    OLDER: _older,
    NOT_OLDER: lambda answer, years, setting: not _older(answer, years, setting),
    "not recognised": _unrecognised,
}
