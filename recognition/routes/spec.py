"""A rule set as plain frozen values: what the pure functions read, whether it came from the database or a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .spec_route import PhaseSpec, RouteSpec, StopRuleSpec

__all__ = [
    "ConditionSpec",
    "MilestoneSpec",
    "PhaseSpec",
    "Policy",
    "QuestionSpec",
    "RegulatorSpec",
    "ReminderSpec",
    "RouteSpec",
    "RuleSetSpec",
    "RuleSpec",
    "SectionSpec",
    "StopRuleSpec",
    "Value",
]

Value = str | int | bool | date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class ConditionSpec:
    question: str
    operator: str
    value: Value


@dataclass(frozen=True, slots=True)
class RuleSpec:
    code: str
    stage: str
    effect: str
    conditions: tuple[ConditionSpec, ...]
    match: str = "all"
    only_if: tuple[ConditionSpec, ...] = ()
    only_if_match: str = "all"
    asked_if: tuple[ConditionSpec, ...] = ()
    words: str = ""
    certainty: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class QuestionSpec:
    code: str
    kind: str
    wording: str = ""
    choices: tuple[str, ...] = ()
    is_optional: bool = False
    value_when_unanswered: Value = None
    is_computed: bool = False
    not_in_future: bool = False


@dataclass(frozen=True, slots=True)
class RegulatorSpec:
    code: str
    name: str
    recognised_from: date
    recognised_until: date | None = None
    procedures: tuple[str, ...] = ()
    partner: str = ""

    def is_recognised(self, on: date) -> bool:
        return self.recognised_from <= on and (self.recognised_until is None or on <= self.recognised_until)

    def takes(self, procedure: str) -> bool:
        """Whether an approval by that procedure counts. One that is not named yet is not judged."""
        return not (procedure and self.procedures) or procedure in self.procedures


@dataclass(frozen=True, slots=True)
class ReminderSpec:
    kind: str
    amount: int
    unit: str
    tells: tuple[str, ...]
    how: str = "both"
    escalate_after_days: int | None = None

    @property
    def label(self) -> str:
        """`D45`, `+46`, `-14` or, in months, `-12m`: the step's name everywhere."""
        sign = {"clock_day": "D", "after_start": "+", "before_due": "-"}[self.kind]
        return f"{sign}{self.amount}{'m' if self.unit == 'months' else ''}"


@dataclass(frozen=True, slots=True)
class MilestoneSpec:
    code: str
    name: str
    clock: str
    amount: int
    unit: str = "days"
    route: str = ""
    met_by: str = "end"
    authorisations: tuple[str, ...] = ()
    words: str = ""
    source: str = ""
    reminders: tuple[ReminderSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section of a discipline's checklist. `routes` is empty where it holds on every one."""

    code: str
    discipline: str
    name: str
    questions: str = ""
    guidance: str = ""
    routes: tuple[str, ...] = ()
    may_accept: bool = True
    source: str = ""

    def is_on(self, route: str) -> bool:
        return not self.routes or route in self.routes


@dataclass(frozen=True, slots=True)
class Policy:
    """What a replay may override. `form_lead_days` is the eligibility form's 42 days (T7)."""

    age_boundary: str = "inclusive"
    reversion: str = "keep_day_zero"
    resume_counts_reply_day: bool = False
    statutory_from: str = "submitted"
    form_lead_days: int = 42


@dataclass(frozen=True)
class RuleSetSpec:
    code: str
    version: str
    policy: Policy
    effective_from: date
    questions: Mapping[str, QuestionSpec]
    rules: tuple[RuleSpec, ...]
    routes: Mapping[str, RouteSpec]
    milestones: tuple[MilestoneSpec, ...]
    regulators: Mapping[str, RegulatorSpec]
    holidays: frozenset[date] = frozenset()
    meetings: tuple[date, ...] = ()
    calendar: str = ""  # its code and version, whose holidays these are
    effective_until: date | None = None
    name: str = ""
    source: str = ""
    sections: tuple[SectionSpec, ...] = ()
    peer_check: bool = False
    id: int | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @cached_property
    def entry_routes(self) -> tuple[str, ...]:
        """The routes that a rule leads to. A route that is not among them is reached by reversion alone."""
        effects = (rule.effect for rule in self.rules if rule.stage != "eligibility")
        return tuple(code for code in dict.fromkeys(effects) if code in self.routes)

    def route_name(self, code: str) -> str:
        route = self.routes.get(code)
        return route.name if route else code

    @cached_property
    def last_meeting(self) -> date | None:
        return self.meetings[-1] if self.meetings else None
