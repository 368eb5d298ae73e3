"""Which documents a submission has to hold, by its regulator, its route, its procedure and its answers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .spec import Value

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class RequiredSpec:
    """Empty means: of every one. `kind_name` is the kind's in words."""

    code: str
    kind: str
    kind_name: str
    words: str
    regulator: str
    partner: str
    routes: tuple[str, ...]
    procedures: tuple[str, ...]
    question: str
    answer: str
    is_required: bool
    source: str
    required_from: date
    required_until: date | None


@dataclass(frozen=True, slots=True)
class Submission:
    """What decides which documents it needs. `route` may be a verdict that is no route, such as triage."""

    regulator: str
    partner: str
    procedure: str
    route: str
    on: date
    answers: Mapping[str, Value]


def required_of(submission: Submission, rows: Iterable[RequiredSpec]) -> list[RequiredSpec]:
    """In the order of the rows; what is required before what is only expected."""
    found = [row for row in rows if _applies(row, submission)]
    return sorted(found, key=lambda row: not row.is_required)


def _applies(row: RequiredSpec, asked: Submission) -> bool:
    in_time = row.required_from <= asked.on and (row.required_until is None or asked.on <= row.required_until)
    of_regulator = row.regulator in ("", asked.regulator) and row.partner in ("", asked.partner)
    of_route = not row.routes or asked.route in row.routes
    of_procedure = not row.procedures or asked.procedure in row.procedures
    return in_time and of_regulator and of_route and of_procedure and _is_answered(row, asked.answers)


def _is_answered(row: RequiredSpec, answers: Mapping[str, Value]) -> bool:
    if not row.question:
        return True
    answer = answers.get(row.question)
    said = (YES if answer else NO) if isinstance(answer, bool) else str(answer)
    return answer is not None and said == row.answer
