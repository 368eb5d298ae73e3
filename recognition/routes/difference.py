"""What a determination says that the one before it did not. Pure: both are plain JSON values, as they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from .determination import Determination, as_json, determine
from .facts_json import to_json
from .spec import RuleSetSpec, Value

Pair = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule whose verdict is another: `was` or `becomes` is empty where one of the two versions has no such rule."""

    rule: str
    was: str
    becomes: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Each pair is what was, and what is. `answers` are those that differ, by question; a missing one is None."""

    outcome: Pair
    rule_set: Pair
    rules: tuple[RuleChange, ...]
    answers: Mapping[str, Pair]
    flags: Pair
    unanswered: Pair

    @property
    def is_none(self) -> bool:
        """Another version that says the same of the case is no difference to it."""
        pairs = (self.outcome, self.flags, self.unanswered)
        return not self.rules and not self.answers and all(was == becomes for was, becomes in pairs)


def redetermined(
    facts: Mapping[str, Value],
    spec: RuleSetSpec,
    *,
    before: Mapping[str, Any],
    submitted_on: date | None,
    form_received_on: date | None,
    today: date,
) -> tuple[Determination, Difference]:
    """The rules asked again, of these facts and under this version, and how that differs from `before`: the JSON of a
    determination with its `facts`, or nothing where there was none."""
    found = determine(facts, spec, submitted_on=submitted_on, form_received_on=form_received_on, today=today)
    return found, difference(before, {**as_json(found), "facts": to_json(facts)})


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    def pair(name: str, default: Any = "") -> Pair:
        return before.get(name, default), after.get(name, default)

    return Difference(
        outcome=pair("outcome"),
        rule_set=pair("rule_set"),
        rules=_rules(before.get("verdicts", ()), after.get("verdicts", ())),
        answers=_answers(before.get("facts", {}), after.get("facts", {})),
        flags=pair("flags", []),
        unanswered=pair("unanswered", []),
    )


def difference_as_json(found: Difference) -> dict[str, Any]:
    """For keeping with the case: lists for pairs, the rules as objects."""
    pairs = {name: list(getattr(found, name)) for name in ("outcome", "rule_set", "flags", "unanswered")}
    answers = {code: list(pair) for code, pair in found.answers.items()}
    return {**pairs, "rules": [asdict(row) for row in found.rules], "answers": answers}


def _rules(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> tuple[RuleChange, ...]:
    """In the new version's order; rules that it no longer has come last. A rule without a before is a change only
    where it says something of the case."""
    was = {row["rule"]: row for row in before}
    gone = [row for row in before if row["rule"] not in {one["rule"] for one in after}]
    pairs = [(was.get(row["rule"]), row) for row in after] + [(row, None) for row in gone]
    return tuple(_changed(old, new) for old, new in pairs if _says(old) != _says(new))


def _says(verdict: Mapping[str, Any] | None) -> str:
    """A rule that is not there, is not met or does not apply has no part in the outcome."""
    return verdict["verdict"] if verdict and verdict["verdict"] in ("met", "unanswered") else ""


def _changed(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> RuleChange:
    said = new or old or {}
    was, becomes = (old or {}).get("verdict", ""), (new or {}).get("verdict", "")
    return RuleChange(said["rule"], was, becomes, said.get("why", ""), said.get("source", ""))


def _answers(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Pair]:
    codes = sorted({*before, *after})
    pairs = {code: (before.get(code), after.get(code)) for code in codes}
    return {code: pair for code, pair in pairs.items() if pair[0] != pair[1]}
