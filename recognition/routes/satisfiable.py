"""Whether a rule can be met by any answers at all. Pure.

Every answer that could make a difference is tried: both of yes and no, the codes of a list, and for numbers, dates and
texts the values that the conditions name and those next to them. Where a date is compared with another and with an age,
or a list of texts is asked for, an answer is taken to exist: a doubtful rule passes, an impossible one does not.
"""

from __future__ import annotations

from datetime import date, timedelta

from .operators import NOT_OLDER, OLDER, years_before
from .spec import ConditionSpec, QuestionSpec, RuleSetSpec, RuleSpec, Value

AGES = (OLDER, NOT_OLDER)
REFERENCE, DAY = date(2026, 6, 15), timedelta(days=1)  # any day on which no age limit falls on 29 February
OTHER = ("any other answer", "and another")


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
        if (answers := _answers(spec.questions[code], own))
    )


def _answers(question: QuestionSpec, own: list[ConditionSpec]) -> tuple[Value, ...]:
    """Nothing where an answer is taken to exist."""
    if question.kind == "boolean":
        return (True, False)
    if question.kind == "code" and question.choices:
        return question.choices
    named = [value for one in own for value in (one.value if isinstance(one.value, tuple) else (one.value,))]
    if question.kind == "integer":
        numbers = [value for value in named if isinstance(value, int)]
        return tuple(near for value in numbers for near in (value - 1, value, value + 1) if near >= 0) or (-1,)
    if question.kind in ("text", "code"):
        return (*(value for value in named if isinstance(value, str)), *OTHER)
    return _dates(own) if question.kind == "date" else ()


def _dates(own: list[ConditionSpec]) -> tuple[Value, ...]:
    ages, others = [one for one in own if one.operator in AGES], [one for one in own if one.operator not in AGES]
    if ages and others:
        return ()
    days = [years_before(REFERENCE, one.value) for one in ages if isinstance(one.value, int)]
    days += [one.value for one in others if isinstance(one.value, date)]
    return tuple(near for day in days for near in (day - DAY, day, day + DAY))


def _admits(condition: ConditionSpec, answer: Value) -> bool:
    value, operator = condition.value, condition.operator
    if operator in ("in", "not in"):
        return (isinstance(value, tuple) and answer in value) == (operator == "in")
    if operator in ("is", "is not"):
        return (answer == value) == (operator == "is")
    if operator in AGES and isinstance(value, int) and isinstance(answer, date):
        return (answer < years_before(REFERENCE, value)) == (operator == OLDER)
    if operator in ("<", ">="):
        return bool(answer < value) == (operator == "<")  # type: ignore[operator]  # of one type: checked before
    return True
