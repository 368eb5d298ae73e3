"""Reference approvals as the company filed them, each code in the words of the question that asked for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.models import ReferenceApproval
from cases.queries.answers import FACT_OF_FIELD
from recognition.routes.models import Question

from .answers import in_words


@dataclass(frozen=True, slots=True)
class Filed:
    """Empty where it was not answered."""

    row: ReferenceApproval
    procedure: str
    approval_type: str
    review_type: str
    status: str


def filed(approvals: Iterable[ReferenceApproval], questions: Iterable[Question]) -> list[Filed]:
    """A code that the case's rules have no words for stays as it is."""
    asked = {row.code: row for row in questions}
    names = ("approval_type", "review_type", "status")
    return [
        Filed(row, _procedure(row.procedure, asked), *(_words(row, name, asked) for name in names)) for row in approvals
    ]


def _words(row: ReferenceApproval, name: str, asked: Mapping[str, Question]) -> str:
    return in_words(getattr(row, name), asked.get(FACT_OF_FIELD[name]))


def _procedure(code: str, asked: Mapping[str, Question]) -> str:
    """Its name, with the abbreviation that regulators and certificates use behind it."""
    name = in_words(code, asked.get(FACT_OF_FIELD["procedure"]))
    return f"{name} ({code})" if code.isupper() and name != code else name
