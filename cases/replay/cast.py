"""The people, the company and the draft of a replay; like all of it they are gone when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from cases.models import Application
from cases.operations.approvals import add_approval
from cases.operations.create_application import create_application
from cases.operations.validation import record_fee
from cases.queries.answers import FACT_OF_FIELD
from cases.queries.rules import spec_for
from recognition.accounts.actors import Actor, person
from recognition.accounts.actors import company as actor_of
from recognition.accounts.models import ApiClient, Organisation, Role, User
from recognition.clock import LONDON

from .scenario import Scenario

CLIENT = "replay"
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
    company: Actor


def noon(day: date) -> datetime:
    """A replay's events happen at noon, far from where a day begins."""
    return datetime.combine(day, time(12), tzinfo=LONDON)


def people() -> Cast:
    rows = [
        User(username=f"replay-{role}", role=role, email=f"{role}@replay.invalid")
        for role in (Role.LEAD, Role.SIGNATORY)
    ]
    lead, signatory = (person(row) for row in User.objects.bulk_create(rows))
    return Cast(lead, signatory, actor_of(_client()))


def _client() -> ApiClient:
    """A client without a secret: nobody can sign in as it, even while the replay runs."""
    organisation = Organisation.objects.create(
        name="Replayed company", company_number="00000", contact_email="replay@example.org"
    )
    return ApiClient.objects.create(
        name="Replay", organisation=organisation, client_id=CLIENT, client_secret="", hash_client_secret=False
    )


def draft(scenario: Scenario, cast: Cast, on: date) -> Application:
    """The case as its company drew it up. What a scenario leaves out of the papers is filled in; answers are not."""
    company = cast.company
    case = create_application(
        actor=company,
        organisation=Organisation.objects.get(api_clients__client_id=CLIENT),
        facts={**FORM, **scenario.facts},
        at=noon(on),
        any_regulator=True,
    )
    if fields := _approval(case, on):
        add_approval(application=case, actor=company, fields=fields, at=noon(on))
    return record_fee(application=case, actor=cast.lead, fee_reference="replay", at=noon(on))


def _approval(case: Application, on: date) -> dict[str, object]:
    """The approval that the answers speak of, where they name a regulator that is recognised then, and a date."""
    regulator = spec_for(case).regulators.get(str(case.facts.get("rr_code")))
    if regulator is None or not regulator.is_recognised(on) or not case.facts.get("rr_approval_date"):
        return {}
    given = {field.removesuffix("_id"): case.facts.get(fact) for field, fact in FACT_OF_FIELD.items()}
    return {"relied_on": True, **{field: value for field, value in given.items() if value}}
