"""What staff say among themselves is put into every text there is, and looked for in every answer of the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from cases.operations import consultation, decisions, extensions, objections, replies, validation
from cases.operations.assessments import complete_assessment
from cases.operations.assign import assign
from cases.operations.documents import add_document
from cases.operations.draft_points import draft_point
from cases.operations.notes import add_note
from cases.operations.point_outcomes import record_outcome
from cases.operations.raise_information_request import Point, raise_information_request
from recognition.accounts.actors import company
from recognition.accounts.models import User
from recognition.audit.models import Entry
from recognition.webhooks.endpoints import make_endpoint
from recognition.webhooks.models import Endpoint
from tests.cases.journey import Journey, client_of, on_b, user_of

from .caller import Caller
from .url_map import ABSENT, CANARY, World, calls

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
ROLES = ("validator", "assessor", "lead", "manager", "signatory")


def secret(word: str) -> str:
    return f"Zugvogel {word}"


@pytest.fixture
def journey() -> Journey:
    """A case into which each member of staff has written something that is theirs."""
    journey = on_b(client=client_of())
    for role in ROLES:
        journey.people.made[role] = user_of(role, first_name="Zugvogel", last_name=role.title())
    fields = {"url": "https://hooks.example/", "description": "Events"}
    make_endpoint(
        organisation=journey.company.organisation, actor=company(journey.company), fields=fields, at=journey.at
    )
    journey.validating()
    validation.record_fee(**journey.by("validator"), fee_reference=secret("fee"))
    assign(**journey.by("lead"), assessor=journey.people.user("assessor"), lead=journey.people.user("lead"))
    validation.validate(**journey.after(21).by("validator"))
    add_note(**journey.by("lead"), text=secret("note"))
    objections.raise_objection(**journey.by("assessor"), discipline="quality", grade="other", text=secret("objection"))
    complete_assessment(**journey.by("assessor"), discipline="quality", findings=secret("findings"), is_played=True)
    paper = ContentFile(secret("report").encode(), "report.txt")
    add_document(**journey.by("lead"), kind="assessment_report", title=secret("paper"), file=paper)
    draft_point(**journey.by("assessor"), discipline="quality", grade="major", text=secret("draft"))
    point = Point("quality", "major", "Justify the limit.")
    raise_information_request(**journey.after(70).by("lead"), points=[point])
    return journey


def rest_assessed(journey: Journey) -> None:
    for row in journey.case.assessments.exclude(state="complete"):
        complete_assessment(
            **journey.by("assessor"), discipline=row.discipline, findings=secret("more findings"), is_played=True
        )


def found(journey: Journey, result: str, **more) -> None:
    common = journey.by("assessor")
    record_outcome(**common, request=1, point=1, result=result, comment=secret("outcome"), **more)


def walked(journey: Journey) -> str:
    """Every answer that the company can get about it, as one text."""
    case, caller = journey.case, Caller(journey.company)
    endpoint = Endpoint.objects.get(organisation=case.organisation)
    parts = {"approval": case.reference_approvals.get().pk, "endpoint": endpoint.pk, "number": 1, "round": 1}
    parts |= {"reference": case.reference, "code": "decision", "document": case.documents.latest("pk").pk}
    found = [caller.get(call.path({**ABSENT, **parts})) for call in calls() if call.method == "GET"]
    found += [caller.get(f"/applications/{journey.case.reference}/events/?page_size=100")]
    assert {answer.status_code for answer in found} <= {200, 404}
    bodies = [b"".join(answer.streaming_content) if answer.streaming else answer.content for answer in found]
    headers = [str(answer.headers) for answer in found]
    return "\n".join([*(body.decode(errors="replace") for body in bodies), *headers])


def assert_silent(journey: Journey) -> None:
    text = walked(journey)
    assert journey.case.reference in text
    for line in text.splitlines():
        assert "Zugvogel" not in line, line[max(0, line.find("Zugvogel") - 200) :][:400]
    assert CANARY not in text


def test_while_it_is_asked_about(journey):
    World(canary=True)
    assert Entry.objects.filter(actor_label__contains="Zugvogel").count() > 5
    assert User.objects.filter(first_name="Zugvogel").count() == len(ROLES)

    assert_silent(journey)


def test_while_longer_is_asked_for_and_granted(journey):
    journey.longer()
    until = journey.case.information_requests.get().reply_due_on + timedelta(days=10)
    replies.grant_extension(**journey.by("lead"), until=until, reason=secret("grant"))
    journey.longer(days=20)
    extensions.decline_extension(**journey.by("manager"), reason="Ten were enough.")

    assert_silent(journey)


def test_while_the_commission_is_asked_and_a_decision_waits(journey):
    replies.receive_information(**journey.after(5).by("company"), answers={1: "Here."})
    consultation.start_consultation(**journey.after(1).by("lead"), reason=secret("consultation"))
    assert_silent(journey)
    consultation.receive_advice(**journey.after(20).by("lead"), advice="positive", reason=secret("advice"))
    found(journey, "not_resolved", follow="carry")
    assert_silent(journey)
    found(journey, "resolved", version=1)
    rest_assessed(journey)
    decisions.recommend_grant(**journey.by("lead"), reasons=secret("recommendation"))
    assert_silent(journey)
    decisions.return_recommendation(**journey.by("signatory"), reason=secret("return"))

    assert_silent(journey)


def test_once_it_is_decided(journey):
    replies.receive_information(**journey.after(5).by("company"), answers={1: "Here."})
    found(journey, "not_resolved", follow="carry")
    assert_silent(journey)
    found(journey, "resolved", version=1)
    rest_assessed(journey)
    decisions.recommend_grant(**journey.by("lead"), reasons="The report is final.")
    decisions.sign_decision(**journey.by("signatory"))

    assert_silent(journey)


def test_the_walk_would_find_it(journey):
    """Or the tests above would prove nothing."""
    journey.company.organisation.applications.update(product_name="x", facts={"product_name": "Zugvogel"})

    assert "Zugvogel" in walked(journey)
