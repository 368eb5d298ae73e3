"""One rule, held against the facts: met, not met, unanswered, or not applying. Pure.

An unanswered fact is neither true nor false, and stays so through `all`, `any` and `only_if` (Kleene's three values,
with None for the third): a rule is unanswered only where the missing answer could change its verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from .operators import OPERATORS
from .spec import ConditionSpec, RuleSetSpec, RuleSpec, Value

MET, NOT_MET, UNANSWERED, NOT_APPLYING = "met", "not met", "unanswered", "does not apply"
EMPTY: Final[tuple[Value, ...]] = (None, "", ())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a rule. `question` is the one whose answer decided; `answers` are all that were looked at."""

    code: str
    stage: str
    effect: str
    verdict: str
    question: str
    answers: tuple[tuple[str, Value], ...]
    unanswered: tuple[str, ...]
    words: str
    certainty: str
    source: str

    @property
    def is_met(self) -> bool:
        return self.verdict == MET

    @property
    def answer(self) -> Value:
        return dict(self.answers).get(self.question)


@dataclass(frozen=True, slots=True)
class Bench:
    """What rules are judged by: the facts, the rule set, and the day of submission from which ages are measured."""

    facts: Mapping[str, Value]
    spec: RuleSetSpec
    measured_on: date

    def answer(self, question: str) -> Value:
        value = self.facts.get(question)
        if value not in EMPTY:
            return value
        known = self.spec.questions.get(question)
        return known.value_when_unanswered if known and known.is_optional else None

    def holds(self, condition: ConditionSpec) -> bool | None:
        answer = self.answer(condition.question)
        return None if answer is None else OPERATORS[condition.operator](answer, condition.value, self)

    def judge(self, rule: RuleSpec) -> Verdict:
        when = [self.holds(condition) for condition in rule.conditions]
        applies = combine(rule.only_if_match, (self.holds(condition) for condition in rule.only_if))
        verdict = _verdict(combine(rule.match, when), applies)
        if verdict == UNANSWERED and combine("all", (self.holds(condition) for condition in rule.asked_if)) is False:
            verdict = NOT_APPLYING
        read = (*rule.conditions, *rule.only_if, *rule.asked_if)
        looked_at = {one.question: self.answer(one.question) for one in read}
        decisive = [one.question for one, held in zip(rule.conditions, when, strict=True) if held]
        return Verdict(
            code=rule.code,
            stage=rule.stage,
            effect=rule.effect,
            verdict=verdict,
            question=(decisive or [one.question for one in rule.conditions] or [""])[0],
            answers=tuple(looked_at.items()),
            unanswered=tuple(q for q, a in looked_at.items() if a is None) if verdict == UNANSWERED else (),
            words=rule.words,
            certainty=rule.certainty,
            source=rule.source,
        )


def combine(match: str, values: Iterable[bool | None]) -> bool | None:
    """`all` of them or `any` of them; of none at all, `all` holds, as "only if" without conditions should."""
    seen = list(values)
    if match == "any" and seen:
        return True if True in seen else (None if None in seen else False)
    return False if False in seen else (None if None in seen else True)


def _verdict(when: bool | None, applies: bool | None) -> str:
    if applies is False:
        return NOT_APPLYING
    if when is False:
        return NOT_MET
    return MET if when and applies else UNANSWERED
