"""What papers a case needs, by its regulator, route, procedure and answers, and which of them it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.models import Application, Document
from recognition.routes.completeness import RequiredSpec, Submission, required_of
from recognition.routes.fact_values import Unfit, typed
from recognition.routes.load import required_documents
from recognition.routes.spec import RuleSetSpec, Value

from .answers import answers_with, relied_on
from .rules import spec_for


@dataclass(frozen=True, slots=True)
class Needed:
    """`is_there`: a document of its kind has been sent that the scan has not refused."""

    row: RequiredSpec
    is_there: bool

    @property
    def is_missing(self) -> bool:
        return self.row.is_required and not self.is_there


def completeness(case: Application, *, route: str, on: date) -> list[Needed]:
    """As of the day of submission, or of `on` before one. What is required first, then what is only expected."""
    day, approval = case.submitted_on or on, relied_on(case)
    spec = spec_for(case)
    regulator = spec.regulators.get(approval.regulator_id) if approval else None
    asked = Submission(
        regulator=regulator.code if regulator else "",
        partner=regulator.partner if regulator else "",
        procedure=approval.procedure if approval else "",
        route=route,
        on=day,
        answers=_typed(answers_with(case, approval), spec),
    )
    sent = set(case.documents.exclude(scan=Document.Scan.REFUSED).values_list("kind_id", flat=True))
    return [Needed(row, row.kind in sent) for row in required_of(asked, required_documents(day))]


def _typed(answers: dict[str, object], spec: RuleSetSpec) -> dict[str, Value]:
    """What is no fit answer is faulted elsewhere, and asks for no document here."""
    found: dict[str, Value] = {}
    for code, raw in answers.items():
        question = spec.questions.get(code)
        try:
            if question is not None and raw not in (None, "", []):
                found[code] = typed(raw, question)
        except Unfit:
            continue
    return found
