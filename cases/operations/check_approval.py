"""A reference approval as it was sent, checked field by field against the catalogue and the register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cases.models import Application, ReferenceApproval
from cases.queries.answers import FACT_OF_FIELD
from cases.queries.rules import spec_for
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.routes.facts import check_facts
from recognition.routes.spec import RuleSetSpec, Value

FIELD_OF_FACT = {fact: field for field, fact in FACT_OF_FIELD.items()}
FACTS = {field.removesuffix("_id"): fact for field, fact in FACT_OF_FIELD.items()}


def checked_fields(
    row: ReferenceApproval, fields: Mapping[str, object], case: Application, *, today: date, relied_on_from: date
) -> dict[str, object]:
    """The model's values. The regulator is to be recognised on `relied_on_from`, the day from which the case is
    measured. Raises `InvalidInput` with every field that is unknown, wrong or missing."""
    spec = spec_for(case)
    errors = [FieldError(name, "There is no such field.") for name in fields if name not in {*FACTS, "relied_on"}]
    given = {name: value for name, value in fields.items() if name in FACTS}
    values, wrong = check_facts({FACTS[name]: value for name, value in given.items()}, spec, today=today)
    names = {fact: name for name, fact in FACTS.items()}
    errors += [FieldError(names[error.fact], error.detail) for error in wrong]
    errors += _too_long(values, names)
    if not errors:
        errors += _missing(row, given, values)
    if "rr_code" in values and (why := why_unusable(str(values["rr_code"]), spec, today=relied_on_from)):
        errors.append(FieldError("regulator", why))
    elif why := why_procedure_not_taken(_given(row, values, "rr_code"), _given(row, values, "rr_procedure"), spec):
        errors.append(FieldError("procedure", why))
    if not isinstance(fields.get("relied_on", False), bool):
        errors.append(FieldError("relied_on", "Give true or false."))
    if errors:
        raise InvalidInput(errors)
    result: dict[str, object] = {_column(name): values.get(FACTS[name], "") for name in given}
    return {**result, **({"relied_on": fields["relied_on"]} if "relied_on" in fields else {})}


def _given(row: ReferenceApproval, values: Mapping[str, Value], fact: str) -> str:
    """As it would be: what is sent now before what the row has."""
    return str(values.get(fact) or getattr(row, FIELD_OF_FACT[fact]) or "")


def _column(name: str) -> str:
    return "regulator_id" if name == "regulator" else name


def _missing(row: ReferenceApproval, given: Mapping[str, object], values: Mapping[str, Value]) -> list[FieldError]:
    needed = {"regulator": "Give the code of the regulator.", "approved_on": "Give the date of the approval."}
    return [
        FieldError(name, words)
        for name, words in needed.items()
        if not values.get(FACTS[name]) and (row.pk is None or name in given)
    ]


def _too_long(values: Mapping[str, Value], names: Mapping[str, str]) -> list[FieldError]:
    """The catalogue has no length for a text; the approval's row has."""
    fields = {fact: ReferenceApproval._meta.get_field(_column(name)) for fact, name in names.items()}
    limits = {fact: getattr(field, "max_length", None) or 0 for fact, field in fields.items()}
    return [
        FieldError(names[fact], f"Shorten it to {limits[fact]} characters.")
        for fact, value in values.items()
        if isinstance(value, str) and 0 < limits[fact] < len(value)
    ]


def why_unusable(code: str, spec: RuleSetSpec, *, today: date) -> str:
    """Why no new case can rely on this regulator on that day; empty if one can."""
    regulator = spec.regulators.get(code)
    if regulator is None:
        return why_unknown(code, spec)
    if not regulator.is_recognised(today):
        until = f" since {regulator.recognised_until:%d %B %Y}" if regulator.recognised_until else ""
        return f"{regulator.name} is no longer recognised{until}. Rely on another approval."
    return ""


def why_unknown(code: str, spec: RuleSetSpec) -> str:
    """A code that the register does not have is a slip of the pen, about which no rule has anything to say."""
    return "" if code in spec.regulators else f"{code} is not in the register of regulators. See /api/v1/regulators/."


def why_procedure_not_taken(code: str, procedure: str, spec: RuleSetSpec) -> str:
    """Why an approval of this regulator by that procedure does not count; empty if it does."""
    regulator = spec.regulators.get(code)
    if regulator is None or regulator.takes(procedure):
        return ""
    taken = ", ".join(regulator.procedures)
    return f"{regulator.name} is recognised for {taken}, not for {procedure}. Correct it, or rely on another approval."
