"""What a submission needs, all of it at once, so that a company mends it in one round."""

from __future__ import annotations

from datetime import date

from cases.models import Application
from cases.queries.answers import facts_of, relied_on
from cases.queries.completeness import completeness
from cases.queries.rules import spec_for
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.routes.facts import check_facts

from .check_approval import why_procedure_not_taken

NEEDED = {
    "pl_number": "Give the PL number. It must be obtained before the eligibility form is filed.",
    "company_number": "Give the five-digit company number.",
    "product_name": "Give the product's name.",
    "active_substances": "List the active substances.",
    "pharmaceutical_form": "Give the pharmaceutical form.",
    "contact_email": "Give the address that notices go to.",
}


def check_submission(application: Application, *, route: str, on: date) -> None:
    """Raises `InvalidInput` with every fault at once: answers, the approval that is relied on, and the documents that
    its regulator and the `route` require."""
    spec = spec_for(application)
    asked = {code: words for code, words in NEEDED.items() if code in spec.questions}
    errors = [FieldError(f"facts/{code}", words) for code, words in asked.items() if not application.facts.get(code)]
    _, wrong = check_facts(application.facts, spec, today=on)
    errors += [FieldError(f"facts/{error.fact}", error.detail) for error in wrong]
    errors += _approval_errors(application, on)
    errors += _missing_documents(application, route, on)
    if errors:
        raise InvalidInput(errors)


def _missing_documents(application: Application, route: str, on: date) -> list[FieldError]:
    """One for each requirement, so that two of a kind are both said."""
    missing = [one.row for one in completeness(application, route=route, on=on) if one.is_missing]
    return [
        FieldError(f"documents/{row.kind}", f"{row.code}: {row.words} It is missing: send it as {row.kind}.")
        for row in missing
    ]


def _approval_errors(application: Application, on: date) -> list[FieldError]:
    approval = relied_on(application)
    if approval is None:
        words = "Mark exactly one reference approval as relied_on. None is."
        return [FieldError("reference_approvals", words)]
    errors = []
    if not spec_for(application).regulators[approval.regulator_id].is_recognised(on):
        words = f"{approval.regulator} is not recognised on {on:%d %B %Y}. Rely on another regulator's approval."
        errors.append(FieldError("reference_approvals/regulator", words))
    if why := why_procedure_not_taken(approval.regulator_id, approval.procedure, spec_for(application)):
        errors.append(FieldError("reference_approvals/procedure", why))
    if approval.approved_on > on:
        words = f"The approval is dated {approval.approved_on:%d %B %Y}, after the submission. Correct the date."
        errors.append(FieldError("reference_approvals/approved_on", words))
    return [*errors, *_contradictions(application, facts_of(approval))]


def _contradictions(application: Application, approved: dict[str, object]) -> list[FieldError]:
    return [
        FieldError(f"facts/{code}", f"The form says {application.facts[code]!r}, the approval relied on {value!r}.")
        for code, value in approved.items()
        if application.facts.get(code) not in (None, "", value)
    ]
