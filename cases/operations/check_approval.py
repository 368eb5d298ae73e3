"""A reference approval as it was sent, checked field by field against the catalogue and the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cases.models import ReferenceApproval
from cases.queries.answers import FACT_OF_FIELD
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.routes.facts import check_facts
from recognition.routes.spec import RuleSetSpec

FACTS = {field.removesuffix("_id"): fact for field, fact in FACT_OF_FIELD.items()}


def checked_fields(
    row: ReferenceApproval, fields: Mapping[str, object], spec: RuleSetSpec, *, today: date
) -> dict[str, object]:
    """The model's values. Raises `InvalidInput` with every field that is unknown, wrong or missing."""
    errors = [FieldError(name, "There is no such field.") for name in fields if name not in {*FACTS, "relied_on"}]
    given = {name: value for name, value in fields.items() if name in FACTS}
    values, wrong = check_facts({FACTS[name]: value for name, value in given.items()}, spec, today=today)
    names = {fact: name for name, fact in FACTS.items()}
    errors += [FieldError(names[error.fact], error.detail) for error in wrong]
    if not errors:
        errors += _missing(row, given) + _regulator(str(values.get("rr_code") or row.regulator_id), spec, today)
    if not isinstance(fields.get("relied_on", False), bool):
        errors.append(FieldError("relied_on", "Give true or false."))
    if errors:
        raise InvalidInput(errors)
    result: dict[str, object] = {_column(name): values.get(FACTS[name], "") for name in given}
    return {**result, **({"relied_on": fields["relied_on"]} if "relied_on" in fields else {})}


def _column(name: str) -> str:
    return "regulator_id" if name == "regulator" else name


def _missing(row: ReferenceApproval, given: Mapping[str, object]) -> list[FieldError]:
    needed = {"regulator": "Give the code of the regulator.", "approved_on": "Give the date of the approval."}
    return [
        FieldError(name, words)
        for name, words in needed.items()
        if not given.get(name) and (row.pk is None or name in given)
    ]


def _regulator(code: str, spec: RuleSetSpec, today: date) -> list[FieldError]:
    if not code:
        return []
    regulator = spec.regulators.get(code)
    if regulator is None:
        return [FieldError("regulator", f"{code} is not in the register of regulators. See /api/v1/regulators/.")]
    if not regulator.is_recognised(today):
        until = f" since {regulator.recognised_until:%d %B %Y}" if regulator.recognised_until else ""
        return [FieldError("regulator", f"{regulator.name} is no longer recognised{until}. Rely on another approval.")]
    return []
