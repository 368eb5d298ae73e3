"""Cases for tests, brought to where a test begins by performing the moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile

from cases.models import Application, Discipline
from cases.operations import assessments, close, consultation, decisions, extensions, objections, replies, validation
from cases.operations.approvals import add_approval
from cases.operations.assign import assign
from cases.operations.create_application import create_application
from cases.operations.decide_triage import decide_triage
from cases.operations.documents import add_document
from cases.operations.file_eligibility_form import file_eligibility_form
from cases.operations.raise_information_request import Point, raise_information_request
from cases.operations.submit import submit
from cases.queries.answers import FACT_OF_FIELD
from cases.replay.cast import noon
from recognition.accounts.actors import Actor, company, person
from recognition.accounts.models import ApiClient, Assessor, Organisation, Role, User
from tests.answers import CASE

_numbers = count(1)

FORM: dict[str, Any] = {
    "company_number": "12345",
    "applicant_name": "Aldbrook Pharma Ltd",
    "contact_name": "Dana Whitlock",
    "contact_email": "regulatory@aldbrook.example",
    "pl_number": "PL 12345/0001",
    "product_name": "Cardelin 5 mg tablets",
    "active_substances": ["amlodipine besilate"],
    "pharmaceutical_form": "tablet",
}
# What the form says of the approval stands on the approval that is relied on, so it is left out here.
OF_APPROVAL = set(FACT_OF_FIELD.values())
FACTS: dict[str, Any] = {**FORM, **{code: answer for code, answer in CASE.items() if code not in OF_APPROVAL}}
APPROVAL: dict[str, Any] = {
    "regulator": "DE-BFARM",
    "procedure": "DCP",
    "approved_on": "2025-06-10",
    "approval_type": "full",
    "review_type": "stand_alone",
    "status": "valid",
    "relied_on": True,
}
PAPERS = (
    "reference_approval",
    "reference_assessment_report",
    "reference_product_information",
    "list_of_differences",
)
ROUTE_B = {"orphan_requested": True}
POINT = Point("quality", "major", "Justify the limit for nitrosamines.")


def user_of(role: str, **fields: Any) -> User:
    n = next(_numbers)
    username = fields.pop("username", f"{role}-{n}")
    return User.objects.create_user(
        username=username, role=role, email=f"{username}@mhra.example", password="recognition", **fields
    )


def client_of(organisation: Organisation | None = None) -> ApiClient:
    n = next(_numbers)
    company = organisation or Organisation.objects.create(
        name=f"Aldbrook Pharma {n} Ltd", company_number=f"{n % 100_000:05d}", contact_email=f"ra{n}@aldbrook.example"
    )
    return ApiClient.objects.create(
        name=f"Client of {company}",
        organisation=company,
        client_id=f"client-{n}",
        client_type=ApiClient.CLIENT_CONFIDENTIAL,
        authorization_grant_type=ApiClient.GRANT_CLIENT_CREDENTIALS,
    )


@dataclass
class People:
    """One of each role, made when first asked for."""

    made: dict[str, User] = field(default_factory=dict)

    def user(self, role: str) -> User:
        if role not in self.made:
            self.made[role] = user_of(role)
            if role == Role.ASSESSOR:
                Assessor.objects.create(user=self.made[role], disciplines=Discipline.values)
        return self.made[role]

    def actor(self, role: str) -> Actor:
        return person(self.user(role))


@dataclass
class Journey:
    """One case on its way. `day` is where it stands in time; each step may move it on."""

    day: date = date(2026, 2, 2)
    facts: dict[str, Any] = field(default_factory=dict)
    approval: dict[str, Any] = field(default_factory=dict)
    client: ApiClient | None = None
    people: People = field(default_factory=People)
    pk: int = 0

    @property
    def at(self) -> datetime:
        return noon(self.day)

    @property
    def case(self) -> Application:
        return Application.objects.select_related("organisation", "rule_set").get(pk=self.pk)

    def after(self, days: int) -> Journey:
        self.day += timedelta(days=days)
        return self

    def by(self, role: str) -> dict[str, Any]:
        """The arguments that every operation shares: the case, who acts, and when."""
        actor = company(self.company) if role == "company" else self.people.actor(role)
        return {"application": self.case, "actor": actor, "at": self.at}

    @property
    def company(self) -> ApiClient:
        self.client = self.client or client_of()
        return self.client

    def drafted(self) -> Journey:
        client = self.company
        case = create_application(
            actor=company(client), organisation=client.organisation, facts={**FACTS, **self.facts}, at=self.at
        )
        self.pk = case.pk
        add_approval(**self.by("company"), fields={**APPROVAL, **self.approval})
        return self

    def papers(self, *kinds: str) -> Journey:
        """What every submission has to hold (D1 to D4), or the kinds named."""
        for kind in kinds or PAPERS:
            paper = ContentFile(f"A paper: {kind}.".encode(), f"{kind}.txt")
            add_document(**self.by("company"), kind=kind, file=paper)
        return self

    def filed(self) -> Journey:
        file_eligibility_form(**self.drafted().by("company"))
        return self

    def received(self) -> Journey:
        """Its papers are taken as seen to: `papers` sends them where a test is about them."""
        submit(**self.drafted().by("company"), papers_checked=True)
        return self

    def validating(self) -> Journey:
        validation.start_validation(**self.received().by("validator"))
        return self

    def corrected(self) -> Journey:
        validation.request_correction(**self.validating().by("validator"), defects="Module 1.2 is missing.")
        return self

    def assessing(self) -> Journey:
        """Validated 21 days after receipt: that day is day 0."""
        self.validating()
        validation.record_fee(**self.by("validator"), fee_reference="FEE-2026-1")
        lead, assessor = self.people.user("lead"), self.people.user("assessor")
        assign(**self.by("lead"), assessor=assessor, lead=lead)
        validation.validate(**self.after(21).by("validator"))
        return self

    def asked(self) -> Journey:
        """On B the request goes out on day 70 and stops the clock; on A on day 18, and the clock runs on."""
        self.assessing()
        self.after(70 if self.case.route == "B" else 18)
        raise_information_request(**self.by("lead"), points=[POINT])
        return self

    def longer(self, days: int = 30) -> Journey:
        """The company asks, on the journey's day, for so many days beyond the 60 that a reply has."""
        until = self.case.information_requests.get().reply_due_on + timedelta(days=days)
        extensions.request_extension(**self.by("company"), until=until, reason="A study is under way.")
        return self

    def overdue(self) -> Journey:
        self.asked().after(61)
        replies.mark_reply_overdue(application=self.case, at=self.at)
        return self

    def consulted(self) -> Journey:
        consultation.start_consultation(**self.assessing().after(30).by("lead"), reason="A refusal is proposed.")
        return self

    def opined(self) -> Journey:
        """The provisional opinion is notified on the journey's day."""
        consultation.receive_advice(**self.consulted().after(20).by("lead"), advice="negative")
        consultation.notify_provisional_opinion(**self.by("lead"), reason="The benefit is not shown.")
        return self

    def assessed(self) -> Journey:
        """Its checklist and peer checks are taken as seen to: `tests/cases/checklists.py` plays them."""
        for discipline in Discipline.values:
            assessments.complete_assessment(
                **self.by("assessor"), discipline=discipline, findings="Acceptable.", is_played=True
            )
        return self

    def recommended(self) -> Journey:
        decisions.recommend_grant(**self.assessing().after(40).assessed().by("lead"), reasons="The report is final.")
        return self

    def granted(self) -> Journey:
        decisions.sign_decision(**self.recommended().by("signatory"))
        return self

    def refused(self) -> Journey:
        self.assessing().after(40)
        decisions.recommend_refusal(**self.by("lead"), grounds="other", reasons="The fee was returned.")
        decisions.sign_decision(**self.by("signatory"))
        return self

    def withdrawn(self) -> Journey:
        close.withdraw(**self.received().by("company"), reason="Commercial reasons.")
        return self

    def invalid(self) -> Journey:
        validation.find_invalid(**self.validating().by("validator"), reason="Incomplete.")
        return self

    def lapsed(self) -> Journey:
        close.lapse(**self.filed().by("lead"), reason="No submission followed.")
        return self

    def triaged(self) -> Journey:
        """The comparator's source is not answered, so a person has to route it."""
        self.facts = {**self.facts, "comparator_source": ""}
        return self.filed()

    def not_eligible(self) -> Journey:
        self.facts = {**self.facts, "legal_basis": "54"}
        return self.filed()

    def decided(self, route: str = "B") -> Journey:
        decide_triage(**self.triaged().by("lead"), route=route, reason="Compared with the form.")
        return self

    def objected(self, grade: str = "major") -> Journey:
        objections.raise_objection(**self.by("assessor"), discipline="quality", grade=grade, text="The limit.")
        return self


def on_b(**fields: Any) -> Journey:
    """A case that the rules put on Recognition B: an orphan designation is sought (B17)."""
    return Journey(facts={**ROUTE_B, **fields.pop("facts", {})}, **fields)


# How each state is reached.
REACH: dict[str, Callable[[], Journey]] = {
    "draft": lambda: Journey().drafted(),
    "triage": lambda: Journey().triaged(),
    "not_eligible": lambda: Journey().not_eligible(),
    "eligible": lambda: Journey().filed(),
    "received": lambda: Journey().received(),
    "validating": lambda: Journey().validating(),
    "correction_requested": lambda: Journey().corrected(),
    "assessing": lambda: Journey().assessing(),
    "awaiting_information": lambda: on_b().asked(),
    "reply_overdue": lambda: on_b().overdue(),
    "consultation": lambda: Journey().consulted(),
    "representations": lambda: Journey().opined(),
    "awaiting_signature": lambda: Journey().recommended(),
    "granted": lambda: Journey().granted(),
    "refused": lambda: Journey().refused(),
    "withdrawn": lambda: Journey().withdrawn(),
    "invalid": lambda: Journey().invalid(),
    "lapsed": lambda: Journey().lapsed(),
}
