"""Whether a rule can be met by any answers at all. Pure.

Only questions with a short list of possible answers are tried (yes or no, a code of a list); the others are taken to
have an answer that fits, so a doubtful rule passes and an impossible one over lists does not.
"""

from __future__ import annotations

from .spec import ConditionSpec, QuestionSpec, RuleSetSpec, RuleSpec, Value


def can_be_met(rule: RuleSpec, spec: RuleSetSpec) -> bool:
    """One way of meeting each part is enough where any condition will do."""
    ways = _ways(rule.conditions, rule.match)
    return any(
        _agree((*way, *admission), spec) for way in ways for admission in _ways(rule.only_if, rule.only_if_match)
    )


def _ways(conditions: tuple[ConditionSpec, ...], match: str) -> list[tuple[ConditionSpec, ...]]:
    return [conditions] if match == "all" or not conditions else [(one,) for one in conditions]


def _agree(conditions: tuple[ConditionSpec, ...], spec: RuleSetSpec) -> bool:
    """Whether one set of answers meets them all: for each question, some answer that every condition on it admits."""
    by_question: dict[str, list[ConditionSpec]] = {}
    for condition in conditions:
        by_question.setdefault(condition.question, []).append(condition)
    return all(
        any(all(_admits(one, answer) for one in own) for answer in answers)
        for code, own in by_question.items()
        if (answers := _answers(spec.questions[code]))
    )


def _answers(question: QuestionSpec) -> tuple[Value, ...]:
    return (True, False) if question.kind == "boolean" else question.choices if question.kind == "code" else ()


def _admits(condition: ConditionSpec, answer: Value) -> bool:
    value = condition.value
    if condition.operator in ("in", "not in"):
        return (isinstance(value, tuple) and answer in value) == (condition.operator == "in")
    if condition.operator in ("is", "is not"):
        return (answer == value) == (condition.operator == "is")
    return True
