"""The main job, end to end: a submission comes in, is validated, asked about, assessed, signed and granted."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from recognition_client import Problem
from submit_and_reply import reply, submit

from cases.models import Application, Discipline
from cases.operations.peer_checks import ask_peer_check, sign_off_assessment
from cases.tasks import sweep
from recognition.audit.verify import verify
from recognition.clock import today
from tests.cases.checklists import answered, by, colleague
from tests.cases.journey import APPROVAL, FACTS, PAPERS, Journey, on_b

from .mails import text_of

pytestmark = pytest.mark.e2e
QUESTION = "Please justify the limit for nitrosamines with results for six batches."
ANSWER = "Results for eight batches are enclosed; all are below the limit of quantification."
COMPANY = "regulatory@aldbrook.example"


def test_from_the_companys_submission_to_a_signed_grant(mails, company_system, at_browser, people, tmp_path):
    reference = _submitted(company_system, tmp_path)
    assert "Cardelin 5 mg tablets" in text_of(mails.waits_for("submitted", COMPANY))

    _validated(at_browser("validator"), reference)
    mails.waits_for("validated", COMPANY)

    lead = at_browser("lead").opens(reference)
    _asked(lead, people)
    asked = text_of(mails.waits_for("information_requested_on_running_clock", COMPANY))
    assert QUESTION in asked
    assert "Hollis" not in asked
    _answered(company_system, reference, tmp_path)

    _assessed(at_browser("assessor").opens(reference), people, reference)
    lead.opens(reference).does("recommend-grant", reasons="Quality, safety and efficacy are shown.")
    lead.reads("Awaiting signature").is_not_offered("sign")
    _signed(at_browser("signatory"), reference)

    assert "granted" in text_of(mails.waits_for("granted", COMPANY))
    assert company_system.application(reference)["state"] == "granted"
    assert company_system.decision(reference)["outcome"] == "grant"
    assert verify().bad is None


def _submitted(system, folder) -> str:
    """By the worked example of the Python client, as a company would; a second run does nothing twice."""
    approved_on = (today() - timedelta(days=300)).isoformat()
    answers, papers = folder / "answers.json", folder / "papers"
    answers.write_text(json.dumps({"facts": FACTS, "approval": {**APPROVAL, "approved_on": approved_on}}))
    papers.mkdir()
    for kind in PAPERS:
        (papers / f"{kind}.txt").write_text(f"A paper: {kind}.")
    references = {submit(system, answers, papers) for _ in range(2)}
    assert len(references) == Application.objects.count() == 1
    reference = references.pop()
    assert system.application(reference)["route"] == "A"
    return reference


def _validated(validator, reference: str) -> None:
    validator.opens(reference).does("start-validation")
    validator.does("record-fee", fee_reference="FEE-26-70131").reads("FEE-26-70131")
    validator.does("validate").reads("In assessment")


def _asked(lead, people) -> None:
    lead.does("assign", assessor=str(people.user("assessor").pk), lead=str(people.user("lead").pk))
    lead.does("request-information", discipline_1="quality", grade_1="other", text_1=QUESTION)
    lead.reads("In assessment")


def _answered(system, reference: str, folder) -> None:
    answers = folder / "reply.json"
    answers.write_text(json.dumps({"1": ANSWER}))
    annexes = folder / "annexes"
    annexes.mkdir()
    (annexes / "1.txt").write_text("Results for eight batches.")
    reply(system, reference, answers, annexes)
    (asked,) = system.information_requests(reference)
    (point,) = asked["points"]
    assert (asked["state"], point["answer"]) == ("answered", ANSWER)
    assert point["documents"] == [row["id"] for row in system.documents(reference) if row["kind"] == "reply"]


def _assessed(assessor, people, reference: str) -> None:
    """The sections and the peer checks are worked by their operations; their pages have tests of their own."""
    assessor.does("begin-assessment/quality").reads("In progress")
    journey = Journey(people=people, pk=Application.objects.get(reference=reference).pk, day=today())
    reader = colleague(*Discipline.values)
    for discipline in Discipline.values:
        answered(journey, discipline)
        assessor.does(f"complete-assessment/{discipline}", findings="Acceptable.")
        ask_peer_check(**journey.by("assessor"), discipline=discipline, checker=reader.pk)
        sign_off_assessment(**by(journey, reader), discipline=discipline)
    assessor.reads("5 of 5 complete")


def _signed(signatory, reference: str) -> None:
    signatory.opens(reference).finds("sign").click()
    signatory.reads("Quality, safety and efficacy are shown.")
    signatory.page.fill("[name=password]", "not my password")
    signatory.page.click("main form .govuk-button-group button[type=submit]")
    expect(signatory.page.locator(".govuk-error-summary")).to_contain_text("The password is not right")
    signatory.opens(reference).does("sign", password="recognition").reads("Granted")


def test_on_b_the_clock_stops_for_a_request_and_runs_again_with_the_companys_reply(
    mails, client_row, company_system, at_browser, people, tmp_path
):
    journey = on_b(client=client_row, people=people, day=today() - timedelta(days=91)).assessing()
    reference = journey.case.reference

    lead = at_browser("lead").opens(reference)
    lead.does("request-information", discipline_1="quality", grade_1="major", text_1=QUESTION)
    lead.reads("Awaiting information")
    asked = text_of(mails.waits_for("information_requested", COMPANY))
    due = today() + timedelta(days=60)
    assert QUESTION in asked
    assert f"{due.day} {due:%B %Y}" in asked

    assert company_system.clock(reference)["held_by"] == "company"
    longer = company_system.ask_for_longer(reference, 1, until=due + timedelta(days=30), reason="A study is under way.")
    assert longer["state"] == "asked"
    lead.opens(reference).does("extend-reply", reason="The study is needed.")
    (row,) = company_system.information_requests(reference)[0]["extensions"]
    assert (row["state"], row["granted_until"]) == ("granted", longer["until"])
    _answered(company_system, reference, tmp_path)

    lead.opens(reference).reads("In assessment").reads("Answered on")
    mails.waits_for("information_received", people.user("lead").email)
    assert Application.objects.get(reference=reference).clock_entries.filter(act="resumed").count() == 2


def test_reminders_of_the_day_arrive_once_however_often_the_sweep_runs(mails, people, client_row):
    journey = on_b(client=client_row, people=people, day=today() - timedelta(days=91)).assessing()

    for _ in range(3):
        sweep.delay()

    assessor = people.user("assessor").email
    mail = mails.waits_for("reminder", assessor)
    assert journey.case.reference in mail["Subject"]
    keys = [found["X-Recognition-Key"] for found in mails.all()]
    assert len(keys) == len(set(keys))


def test_a_company_sees_nothing_of_anothers_case(company_system, people):
    other = on_b(people=people).received()

    with pytest.raises(Problem) as refused:
        company_system.application(other.case.reference)

    assert refused.value.status == 404
