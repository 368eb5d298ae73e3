"""A rule set's document as plain frozen values. Pure, so that rules can be tried without a database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from .spec import (
    ConditionSpec,
    MilestoneSpec,
    PhaseSpec,
    Policy,
    QuestionSpec,
    RegulatorSpec,
    ReminderSpec,
    RouteSpec,
    RuleSetSpec,
    RuleSpec,
    SectionSpec,
    StopRuleSpec,
    Value,
)

STEP = ("kind", "amount", "unit", "how", "escalate_after_days")


def spec_from(document: Mapping[str, Any], regulators: Mapping[str, RegulatorSpec] | None = None) -> RuleSetSpec:
    """`document` has to be of the form already: it is an export, or what `document.checked` let pass."""
    kinds = {row["code"]: row["kind"] for row in document["questions"]}
    calendar = document["calendar"]
    return RuleSetSpec(
        code=document["code"],
        version=document["version"],
        policy=Policy(**{name: document[name] for name in Policy.__dataclass_fields__}),
        effective_from=_day(document["effective_from"]),
        effective_until=_day(document["effective_until"]) if document["effective_until"] else None,
        name=document["name"],
        questions={row["code"]: _question(row) for row in document["questions"]},
        rules=tuple(_rule(row, kinds) for row in document["rules"]),
        routes={row["code"]: _route(row) for row in document["routes"]},
        milestones=tuple(_milestone(row) for row in document["milestones"]),
        regulators=regulators or {},
        holidays=frozenset(_day(row["on"]) for row in calendar["holidays"]),
        meetings=tuple(_day(row["on"]) for row in calendar["meetings"]),
        calendar=f"{calendar['code']} {calendar['version']}",
        source=document["source"],
        sections=tuple(_section(row) for row in document["sections"]),
        peer_check=document["peer_check"],
    )


def _section(row: Mapping[str, Any]) -> SectionSpec:
    own = {name: value for name, value in row.items() if name not in ("position", "routes")}
    return SectionSpec(**own, routes=tuple(row["routes"]))


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _value(raw: Any, kind: str) -> Value:
    """A value as JSON holds it; under a date question a text is a date, unless it is none."""
    if isinstance(raw, list):
        return tuple(raw)
    if kind == "date" and isinstance(raw, str):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            return raw
    value: Value = raw
    return value


def _question(row: Mapping[str, Any]) -> QuestionSpec:
    return QuestionSpec(
        code=row["code"],
        kind=row["kind"],
        wording=row["wording"],
        choices=tuple(code for code, _ in row["choices"]),
        is_optional=row["is_optional"],
        value_when_unanswered=_value(row["value_when_unanswered"], row["kind"]),
        is_computed=row["is_computed"],
        not_in_future=row["not_in_future"],
    )


def _rule(row: Mapping[str, Any], kinds: Mapping[str, str]) -> RuleSpec:
    def part(name: str) -> tuple[ConditionSpec, ...]:
        conditions = (condition for condition in row["conditions"] if condition["part"] == name)
        return tuple(
            ConditionSpec(one["question"], one["operator"], _value(one["value"], kinds[one["question"]]))
            for one in conditions
        )

    names = ("code", "stage", "effect", "match", "only_if_match", "words", "certainty", "source")
    return RuleSpec(
        **{name: row[name] for name in names},
        conditions=part("when"),
        only_if=part("only_if"),
        asked_if=part("asked_if"),
    )


def _route(row: Mapping[str, Any]) -> RouteSpec:
    def parts(name: str, kind: type[Any]) -> tuple[Any, ...]:
        return tuple(kind(**{key: part[key] for key in part if key != "position"}) for part in row[name])

    own = {key: value for key, value in row.items() if key not in ("phases", "stop_rules")}
    return RouteSpec(**own, phases=parts("phases", PhaseSpec), stop_rules=parts("stop_rules", StopRuleSpec))


def _milestone(row: Mapping[str, Any]) -> MilestoneSpec:
    names = ("code", "name", "clock", "amount", "unit", "met_by", "route", "words", "source")
    return MilestoneSpec(
        **{name: row[name] for name in names},
        authorisations=tuple(row["authorisations"]),
        reminders=tuple(
            ReminderSpec(**{name: step[name] for name in STEP}, tells=tuple(step["tells"]))
            for step in row["reminder_steps"]
        ),
    )
