"""A route as plain frozen values: its clock, the phases of the clock, and the rules for stops."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhaseSpec:
    code: str
    name: str
    length_days: int
    day_type: str = "calendar"


@dataclass(frozen=True, slots=True)
class StopRuleSpec:
    """`times` is None where any number of requests may follow one another. The days are days used of the clock, or of
    the phase where one is named."""

    name: str
    reply_days: int
    ceiling_days: int
    times: int | None = 1
    from_day: int = 0
    until_day: int | None = None
    stops_clock: bool = True
    reply_day_type: str = "calendar"
    phase: str = ""


@dataclass(frozen=True, slots=True)
class RouteSpec:
    """`length_days` is None for a route without a clock."""

    code: str
    name: str
    length_days: int | None
    day_type: str = "calendar"
    stops_ceiling_days: int | None = None
    phases: tuple[PhaseSpec, ...] = ()
    stop_rules: tuple[StopRuleSpec, ...] = ()
    reverts_to: str = ""
    revert_from_day: int | None = None
    revert_until_day: int | None = None
    revert_keeps_day_zero: bool = False
    source: str = ""

    @property
    def stops(self) -> tuple[StopRuleSpec, ...]:
        """The rules for requests that stop the clock."""
        return tuple(rule for rule in self.stop_rules if rule.stops_clock)

    def window(self, rule: StopRuleSpec) -> tuple[int, int | None]:
        """The first and the last day used of the whole clock on which the rule allows a request."""
        start = 0
        for phase in self.phases:
            if phase.code == rule.phase:
                last = phase.length_days if rule.until_day is None else rule.until_day
                return start + rule.from_day, start + last
            start += phase.length_days
        return rule.from_day, rule.until_day
