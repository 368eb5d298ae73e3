"""A case's answers as the rules read them: the company's facts, with those of the approval that is relied on."""

from __future__ import annotations

from cases.models import Application, ReferenceApproval

FACT_OF_FIELD = {
    "regulator_id": "rr_code",
    "procedure": "rr_procedure",
    "procedure_number": "rr_procedure_number",
    "authorisation_number": "rr_authorisation_number",
    "approved_on": "rr_approval_date",
    "approval_type": "rr_approval_type",
    "review_type": "rr_review_type",
    "status": "rr_status",
}


def relied_on(application: Application) -> ReferenceApproval | None:
    """Of its few approvals, which whoever asks more than once has prefetched."""
    return next((row for row in application.reference_approvals.all() if row.relied_on), None)


def facts_of(approval: ReferenceApproval) -> dict[str, object]:
    """The facts that an approval gives, blanks left out, as JSON values."""
    values = {fact: getattr(approval, field) for field, fact in FACT_OF_FIELD.items()}
    return {fact: getattr(value, "isoformat", lambda v=value: v)() for fact, value in values.items() if value}


def answers_of(application: Application) -> dict[str, object]:
    return answers_with(application, relied_on(application))


def answers_with(application: Application, approval: ReferenceApproval | None) -> dict[str, object]:
    """As JSON values. `rr_*` facts of the approval relied on stand before what the form says of it."""
    return {**application.facts, **(facts_of(approval) if approval else {})}


__all__ = ["FACT_OF_FIELD", "answers_of", "answers_with", "facts_of", "relied_on"]
