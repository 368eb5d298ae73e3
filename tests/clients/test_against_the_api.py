"""The Python client against the API itself."""

import httpx
import pytest
import time_machine
from django.test import Client
from recognition_client import Problem, Recognition

from cases.operations.decisions import sign_decision
from recognition.clock import LONDON
from tests.cases.journey import APPROVAL, FACTS, PAPERS, Journey, client_of, on_b

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


class OverDjango(httpx.BaseTransport):
    """The test's own database sees what is called, as no server beside it would."""

    def handle_request(self, request):
        headers = {name.title(): value for name, value in request.headers.items()}
        answer = Client().generic(
            request.method,
            request.url.raw_path.decode(),
            request.read(),
            content_type=headers.pop("Content-Type", ""),
            headers=headers,
        )
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return httpx.Response(answer.status_code, headers=list(answer.headers.items()), content=body)


@pytest.fixture
def company(db):
    row = client_of()
    row.client_secret = "a secret"
    row.save()
    return row


@pytest.fixture
def api(company):
    http = httpx.Client(base_url="http://testserver", transport=OverDjango())
    with Recognition("", company.client_id, "a secret", http=http, sleep=lambda seconds: None) as made:
        yield made


def test_from_a_check_to_a_withdrawal(api, tmp_path):
    assert api.check_eligibility(FACTS)["outcome"]
    draft = api.create_application(FACTS)
    reference = draft["reference"]
    assert api.add_approval(reference, **APPROVAL)["relied_on"] is True
    assert api.change_application(reference, {"contact_name": "Ada Poe"})["facts"]["contact_name"] == "Ada Poe"
    for kind in PAPERS:
        paper = tmp_path / f"{kind}.txt"
        paper.write_text("A paper.")
        api.add_document(reference, paper, kind=kind)
    assert api.submit(reference)["state"] == "received"
    assert api.clock(reference)["held_by"] == "regulator"
    assert next(row["event"] for row in api.events(reference)) == "submitted"
    assert [row["reference"] for row in api.applications(state="received")] == [reference]
    with pytest.raises(Problem) as refused:
        api.decision(reference)
    assert refused.value.status == 404
    assert api.withdraw(reference, "No launch.")["state"] == "withdrawn"


def test_longer_is_asked_for_and_a_request_answered(api, company):
    journey = on_b(client=company).asked()
    reference = journey.case.reference
    with time_machine.travel(journey.after(5).at.astimezone(LONDON)):
        asked = api.information_requests(reference)[0]
        until = journey.case.information_requests.get().reply_due_on.replace(day=28)
        longer = api.ask_for_longer(reference, asked["number"], until=until, reason="A study.")
        assert longer["state"] == "asked"
        points = [{"point": point["number"], "text": "As asked."} for point in asked["points"]]
        assert api.reply(reference, asked["number"], points)["state"] == "answered"


def test_a_signed_decision(api, company):
    journey = Journey(client=company).recommended()
    sign_decision(**journey.by("signatory"))

    assert api.decision(journey.case.reference)["outcome"] == "grant"


def test_the_reference_data(api):
    for read in (api.regulators, api.questions, api.routes, api.document_kinds):
        assert read()
