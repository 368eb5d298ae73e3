"""The company's answers by section, with the question's own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from recognition.routes.models import Question

from .words import day


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    value: str
    code: str
    correct: str = ""


def by_section(
    questions: Iterable[Question], facts: Mapping[str, Any], correct: Mapping[str, str]
) -> dict[str, list[Answer]]:
    """`correct` gives the address at which an answer can be put right, where this person may."""
    sections: dict[str, list[Answer]] = {}
    for row in questions:
        answer = Answer(row.wording, in_words(facts.get(row.code), row), row.code, correct.get(row.code, ""))
        sections.setdefault(row.section, []).append(answer)
    return sections


def in_words(value: Any, question: Question | None = None) -> str:
    """Empty where it was not answered."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(in_words(one, question) for one in value)
    choices = {str(code): words for code, words in (question.choices if question else ())}
    return choices.get(str(value)) or _as_date(value)


def _as_date(value: Any) -> str:
    text = str(value)
    try:
        return day(date.fromisoformat(text)) if len(text) == len("2026-03-14") else text
    except ValueError:
        return text
