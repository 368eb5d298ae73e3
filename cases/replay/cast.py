"""The people, the company and the draft of a replay; like all of it they are gone when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from cases.models import Application, ReferenceApproval
from cases.operations.create_application import create_application
from cases.operations.validation import record_fee
from cases.queries.answers import FACT_OF_FIELD
from cases.queries.rules import spec_for
from recognition.accounts.actors import Actor, person
from recognition.accounts.models import Organisation, Role, User
from recognition.clock import LONDON

from .scenario import Scenario

FORM = {
    "pl_number": "PL 00000/0000",
    "company_number": "00000",
    "product_name": "Replayed product",
    "active_substances": ["replayed substance"],
    "pharmaceutical_form": "tablet",
    "contact_email": "replay@example.org",
}


@dataclass(frozen=True, slots=True)
class Cast:
    lead: Actor
    signatory: Actor


def noon(day: date) -> datetime:
    """A replay's events happen at noon, far from where a day begins."""
    return datetime.combine(day, time(12), tzinfo=LONDON)


def people() -> Cast:
    rows = [
        User(username=f"replay-{role}", role=role, email=f"{role}@replay.invalid")
        for role in (Role.LEAD, Role.SIGNATORY)
    ]
    lead, signatory = (person(row) for row in User.objects.bulk_create(rows))
    return Cast(lead, signatory)


def draft(scenario: Scenario, cast: Cast, on: date) -> Application:
    """The case as its company drew it up. What a scenario leaves out of the papers is filled in; answers are not."""
    company, _ = Organisation.objects.get_or_create(
        name="Replayed company", defaults={"company_number": "00000", "contact_email": "replay@example.org"}
    )
    facts = {**FORM, **scenario.facts}
    case = create_application(actor=cast.lead, organisation=company, facts=facts, at=noon(on), any_regulator=True)
    _approve(case)
    return record_fee(application=case, actor=cast.lead, fee_reference="replay", at=noon(on))


def _approve(case: Application) -> None:
    """The approval that the answers speak of, where they name a regulator of the register and a date."""
    answers = case.facts
    if answers.get("rr_code") in spec_for(case).regulators and answers.get("rr_approval_date"):
        values = {field: answers[fact] for field, fact in FACT_OF_FIELD.items() if answers.get(fact)}
        ReferenceApproval.objects.create(application=case, relied_on=True, **values)
