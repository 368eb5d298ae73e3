"""A company's own way through the API, from the first question to the decision."""

from datetime import timedelta

import pytest
import time_machine

from cases.api.examples import CHECK
from cases.models import Application
from cases.operations.replies import grant_extension
from recognition.clock import LONDON, now
from tests.cases.journey import APPROVAL, FACTS, Journey, on_b

from .caller import Caller, Form, assert_problem, pointers

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def travel(journey: Journey):
    """To noon of the journey's day."""
    return time_machine.travel(journey.at.astimezone(LONDON), tick=False)


def test_from_a_check_to_a_withdrawal(caller):
    checked = caller.post("/eligibility-checks/", {"facts": FACTS}).json()
    assert checked["outcome"] in ("A", "TRIAGE")

    draft = caller.post("/applications/", {"facts": FACTS}, idempotency_key="draft-1")
    assert draft.status_code == 201
    body = draft.json()
    path = f"/applications/{body['reference']}/"
    assert draft.headers["Location"].endswith(f"/api/v1{path}")
    assert draft.headers["ETag"] == body["etag"]
    assert (body["state"], body["route"], body["submitted_on"]) == ("draft", None, None)
    assert body["product"]["name"] == FACTS["product_name"]

    approval = caller.post(f"{path}reference-approvals/", APPROVAL)
    assert approval.status_code == 201, approval.content
    changed = caller.patch(path, {"product": {"strengths": ["5 mg"]}}, if_match=approval.headers["ETag"])
    assert changed.status_code == 200
    assert changed.json()["facts"]["strengths"] == ["5 mg"]

    early = caller.post(f"{path}submit/", {}, if_match=changed.headers["ETag"])
    assert early.status_code == 422
    for error in early.json()["errors"]:
        kind = error["pointer"].removeprefix("/documents/")
        sent = caller.post(f"{path}documents/", Form.of(kind=kind, file=("paper.txt", b"A paper.")))
        assert sent.status_code == 201, sent.content

    submitted = caller.post(f"{path}submit/", {}, if_match=caller.get(path).headers["ETag"])
    assert submitted.status_code == 200, submitted.content
    body = submitted.json()
    assert (body["state"], body["route"]) == ("received", "A")
    assert body["determination"]["outcome"] == "A"
    assert {"code", "day", "due_on"} == body["timetable"][0].keys()
    assert {row["code"]: row["day"] for row in body["timetable"]}["decision"] == 60

    clock = caller.get(f"{path}clock/").json()
    assert (clock["held_by"], clock["day_zero"], clock["days_left"]) == ("regulator", None, None)
    assert [row["code"] for row in clock["deadlines"]] == ["statutory_decision", "validation"]

    gone = caller.post(f"{path}withdraw/", {"reason": "The launch is off."}, if_match=body["etag"])
    assert gone.json()["state"] == "withdrawn"
    events = [row["event"] for row in caller.get(f"{path}events/").json()["results"]]
    changes = [*["document_received"] * 4, "draft_changed", "draft_changed", "application_created"]
    assert events == ["withdrawn", "submitted", "eligibility_found", *changes]


def test_the_form_filed_ahead(caller):
    journey = Journey(client=caller.client).drafted()
    with travel(journey):
        caller = Caller(caller.client)
        path = f"/applications/{journey.case.reference}/"
        filed = caller.post(f"{path}eligibility-form/", {}, if_match=f'"v{journey.case.version}"')

    assert filed.status_code == 200, filed.content
    assert (filed.json()["state"], filed.json()["determination"]["outcome"]) == ("eligible", "A")


def test_a_reply_starts_the_clock_again(caller):
    journey = on_b(client=caller.client).asked()
    path = f"/applications/{journey.case.reference}/"
    with travel(journey.after(10)):
        caller = Caller(caller.client)
        clock = caller.get(f"{path}clock/").json()
        assert (clock["held_by"], clock["running"]) == ("company", False)
        assert (clock["days_used"], clock["days_left"]) == (70, 40)
        decision = next(row for row in clock["deadlines"] if row["code"] == "decision")
        assert decision["status"] == "stopped"
        assert sum(line["days"] for line in decision["why"] if line["counts"]) == 110

        asked = caller.get(f"{path}information-requests/").json()["results"]
        assert [(row["number"], row["state"], len(row["points"])) for row in asked] == [(1, "open", 1)]
        replied = caller.post(
            f"{path}information-requests/1/reply/",
            {"answers": [{"point": 1, "text": "Section 3.2.S.3.2."}]},
            if_match=caller.get(path).headers["ETag"],
        )
        assert replied.status_code == 200, replied.content
        assert replied.json()["state"] == "answered"
        clock = caller.get(f"{path}clock/").json()

    assert (clock["held_by"], clock["running"]) == ("regulator", True)
    assert clock["stops"] == [
        {
            "from_on": (journey.day - timedelta(days=10)).isoformat(),
            "to_on": journey.day.isoformat(),
            "resumes_on": journey.day.isoformat(),
            "days": 10,
        }
    ]


def test_longer_is_asked_for_granted_and_seen(caller):
    journey = on_b(client=caller.client).asked()
    path = f"/applications/{journey.case.reference}/"
    until = journey.case.information_requests.get().reply_due_on + timedelta(days=30)
    with travel(journey.after(10)):
        caller = Caller(caller.client)
        body = {"until": until.isoformat(), "reason": "A study is under way."}
        asked = caller.post(f"{path}information-requests/1/extension/", body, if_match="*")
        assert asked.status_code == 201, asked.content
        assert asked.headers["ETag"] == asked.json()["etag"] == caller.get(path).headers["ETag"]
        grant_extension(**journey.by("lead"), until=until, reason="The study is needed.")
        row = caller.get(f"{path}information-requests/").json()["results"][0]
        events = [event["event"] for event in caller.get(f"{path}events/").json()["results"]]

    assert row["reply_due_on"] == until.isoformat()
    assert row["extensions"] == [
        {
            "number": 1,
            "state": "granted",
            "until": until.isoformat(),
            "reason": "A study is under way.",
            "asked_on": journey.day.isoformat(),
            "granted_until": until.isoformat(),
            "answer": "",
            "answered_on": journey.day.isoformat(),
        }
    ]
    assert events[:2] == ["extension_granted", "extension_requested"]


def test_a_reply_comes_with_its_own_documents_and_no_others(caller, stranger):
    journey = on_b(client=caller.client).asked()
    other = on_b(client=stranger.client).drafted().papers("cover_letter").case.documents.get()
    path = f"/applications/{journey.case.reference}/"
    with travel(journey.after(10)):
        caller = Caller(caller.client)
        sent = caller.post(f"{path}documents/", Form.of(kind="reply", file=("annex.txt", b"Results."))).json()

        def reply(*documents):
            answers = [{"point": 1, "text": "As enclosed.", "documents": documents}]
            return caller.post(f"{path}information-requests/1/reply/", {"answers": answers}, if_match="*")

        for foreign in (other.pk, 2**62):
            problem = assert_problem(reply(sent["id"], foreign), 422)
            assert pointers(problem) == {"/answers/0/documents"}
        answered = reply(sent["id"])

    assert answered.json()["points"][0]["documents"] == [sent["id"]]


def test_a_decision_is_there_once_it_is_signed(caller):
    journey = Journey(client=caller.client).recommended()
    path = f"/applications/{journey.case.reference}/decision/"
    assert caller.get(path).status_code == 404

    journey = Journey(client=caller.client).granted()
    answer = caller.get(f"/applications/{journey.case.reference}/decision/").json()

    assert answer["outcome"] == "grant"
    assert answer["reasons"] == "The report is final."
    assert len(answer["seal"]) == 64
    subject = f"{journey.case.reference}: marketing authorisation granted"
    assert answer["letter"].startswith(f"{subject}\n\nDear Dana Whitlock,")
    assert "The report is final." in answer["letter"]


def test_a_check_stores_nothing(caller):
    caller.post("/eligibility-checks/", {"facts": {"rr_code": "US-FDA"}})

    assert not Application.objects.exists()


def test_a_check_says_what_is_missing_and_when(caller):
    planned = (now() + timedelta(days=100)).date()
    facts = {**FACTS, **CHECK["facts"], "is_nas": False, "planned_submission_date": planned.isoformat()}

    body = caller.post("/eligibility-checks/", {"facts": facts}).json()

    assert body["outcome"] == "B"
    assert [hit["rule"] for hit in body["hits"]] == ["B01"]
    assert body["hits"][0].keys() == {"rule", "question", "answer", "effect", "why", "source"}
    due = {row["code"]: row["due_on"] for row in body["timetable"]}
    assert due["validation"] == (planned + timedelta(days=21)).isoformat()
    assert due["decision"] == (planned + timedelta(days=21 + 110)).isoformat()
    assert due["statutory_decision"] == (planned + timedelta(days=210)).isoformat()
