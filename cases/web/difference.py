"""How a determination differs from the rules' one before it, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.models import Determination
from recognition.routes.models import Question

from .answers import in_words
from .verdict_words import FLAGS, OUTCOMES


@dataclass(frozen=True, slots=True)
class Differs:
    """Pairs are what was and what is. `rules` are code, words, was, is, source; `news` are whole sentences."""

    outcome: tuple[str, str]
    is_same_outcome: bool
    rule_set: tuple[str, str]
    is_same_version: bool
    answers: list[tuple[str, str, str]]
    rules: list[dict[str, str]]
    news: list[str]

    @property
    def is_none(self) -> bool:
        return self.is_same_outcome and self.is_same_version and not (self.answers or self.rules or self.news)


def differs(row: Determination, questions: Mapping[str, Question]) -> Differs | None:
    """None of one that had none before it, and of a person's."""
    held = row.difference
    if not held:
        return None
    was, becomes = held["outcome"]
    return Differs(
        outcome=(OUTCOMES.get(was, was), OUTCOMES.get(becomes, becomes)),
        is_same_outcome=was == becomes,
        rule_set=(held["rule_set"][0], held["rule_set"][1]),
        is_same_version=held["rule_set"][0] == held["rule_set"][1],
        answers=[_answer(code, pair, questions) for code, pair in held["answers"].items()],
        rules=[_rule(rule) for rule in held["rules"]],
        news=[*_flags(held["flags"]), *_unanswered(held["unanswered"], questions)],
    )


def _answer(code: str, pair: Sequence[Any], questions: Mapping[str, Question]) -> tuple[str, str, str]:
    question = questions.get(code)
    was, becomes = (in_words(one, question) or "Not answered" for one in pair)
    return _wording(code, questions), was, becomes


def _rule(rule: Mapping[str, str]) -> dict[str, str]:
    return {**rule, "was": rule["was"] or "not a rule", "becomes": rule["becomes"] or "no longer a rule"}


def _flags(pair: Sequence[Sequence[str]]) -> list[str]:
    was, becomes = pair
    came = [FLAGS.get(flag, flag) for flag in becomes if flag not in was]
    went = [f"No longer so: {FLAGS.get(flag, flag)}" for flag in was if flag not in becomes]
    return came + went


def _unanswered(pair: Sequence[Sequence[str]], questions: Mapping[str, Question]) -> list[str]:
    was, becomes = pair
    came = [f"Not answered, but needed by a rule: {_wording(code, questions)}" for code in becomes if code not in was]
    went = [f"No longer missing: {_wording(code, questions)}" for code in was if code not in becomes]
    return came + went


def _wording(code: str, questions: Mapping[str, Question]) -> str:
    return questions[code].wording if code in questions else code
