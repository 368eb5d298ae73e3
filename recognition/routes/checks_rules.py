"""Whether each rule can be judged: conditions of the right type, on questions that can be answered. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from .determination import CRITERIA_MET
from .fault import Fault
from .operators import NOT_OLDER, OLDER
from .satisfiable import can_be_met
from .spec import ConditionSpec, QuestionSpec, RuleSetSpec, RuleSpec, Value

GATE_EFFECTS: Final = ("NOT_ELIGIBLE", "TRIAGE", "BLOCK_VALIDATION")
KINDS: Final = {
    "is": ("boolean", "code", "text", "integer", "date"),
    "is not": ("boolean", "code", "text", "integer", "date"),
    "in": ("code", "text", "integer"),
    "not in": ("code", "text", "integer"),
    "<": ("integer", "date"),
    ">=": ("integer", "date"),
    OLDER: ("date",),
    NOT_OLDER: ("date",),
    "not recognised": ("code",),
}
TYPES: Final = {"boolean": bool, "code": str, "text": str, "integer": int, "date": date, "text_list": tuple}
MOST_YEARS = 100


def question_faults(spec: RuleSetSpec) -> Iterator[Fault]:
    """An optional question that a rule asks needs the value that it has when nobody answers it."""
    asked = {one.question for rule in spec.rules for one in (*rule.conditions, *rule.only_if, *rule.asked_if)}
    for question in spec.questions.values():
        place = f"Question {question.code}"
        value = question.value_when_unanswered
        if value is not None and not _fits(value, question):
            yield Fault(place, f"has a value for when it is unanswered that is no {question.kind}")
        if question.is_optional and value is None and question.code in asked:
            yield Fault(place, "is optional and rules ask for it, but it has no value for when it is unanswered")
        if question.is_computed and question.code in asked and question.code != CRITERIA_MET:
            yield Fault(place, "is worked out only after the rules, so no rule can ask for it")


def rule_faults(rule: RuleSpec, spec: RuleSetSpec) -> Iterator[Fault]:
    place = f"Rule {rule.code}"
    if (rule.effect in GATE_EFFECTS) != (rule.stage == "eligibility"):
        yield Fault(place, f"has the effect {rule.effect}, which its stage does not give")
    if not rule.conditions:
        yield Fault(place, "has no condition under which it is met", unfinished=True)
    found = [
        Fault(place, words)
        for one in (*rule.conditions, *rule.only_if, *rule.asked_if)
        if (words := _wrong(one, rule, spec))
    ]
    yield from found
    if rule.conditions and not found and not can_be_met(rule, spec):
        yield Fault(place, "can never be met: its conditions contradict each other, or the lists of answers")


def _wrong(condition: ConditionSpec, rule: RuleSpec, spec: RuleSetSpec) -> str:
    """What is wrong with the condition, in words; empty if nothing is."""
    question = spec.questions.get(condition.question)
    if question is None:
        return f"asks for {condition.question}, and there is no such question"
    if question.code == CRITERIA_MET and rule.stage != "requirement":
        return f"asks for {CRITERIA_MET}, which is counted only for requirements"
    if question.kind not in KINDS.get(condition.operator, ()):
        return f'asks whether {question.code} "{condition.operator}", which a {question.kind} cannot be'
    if not _has_value(condition, question):
        return f'compares {question.code} ({question.kind}) by "{condition.operator}" with {condition.value!r}'
    return ""


def _has_value(condition: ConditionSpec, question: QuestionSpec) -> bool:
    value = condition.value
    if condition.operator == "not recognised":
        return value is None
    if condition.operator in (OLDER, NOT_OLDER):
        return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_YEARS
    if condition.operator in ("in", "not in"):
        return isinstance(value, tuple) and bool(value) and all(_fits(one, question, True) for one in value)
    is_free = question.kind == "text" and value == ""
    return is_free or _fits(value, question)


def _fits(value: Value, question: QuestionSpec, in_list: bool = False) -> bool:
    """A list may name more than the question offers (a country that is no choice yet); a single value may not."""
    expected = TYPES[question.kind]
    if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
        return False
    return in_list or question.kind != "code" or not question.choices or value in question.choices
