"""The main job, end to end: a submission comes in, is validated, asked about, assessed, signed and granted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from cases.models import Application, Discipline
from cases.tasks import sweep
from recognition.audit.verify import verify
from recognition.clock import today
from tests.cases.journey import APPROVAL, FACTS, on_b

from .mails import text_of

pytestmark = pytest.mark.e2e
QUESTION = "Please justify the limit for nitrosamines with results for six batches."
ANSWER = "Results for eight batches are enclosed; all are below the limit of quantification."
COMPANY = "regulatory@aldbrook.example"


def test_from_the_companys_submission_to_a_signed_grant(mails, company_system, at_browser, people):
    reference = _submitted(company_system)
    assert "Cardelin 5 mg tablets" in text_of(mails.waits_for("submitted", COMPANY))

    _validated(at_browser("validator"), reference)
    mails.waits_for("validated", COMPANY)

    lead = at_browser("lead").opens(reference)
    _asked_and_answered(lead, people)
    asked = text_of(mails.waits_for("information_requested_on_running_clock", COMPANY))
    assert QUESTION in asked
    assert "Hollis" not in asked

    _assessed(at_browser("assessor").opens(reference))
    lead.opens(reference).does("recommend-grant", reasons="Quality, safety and efficacy are shown.")
    lead.reads("Awaiting signature").is_not_offered("sign")
    _signed(at_browser("signatory"), reference)

    assert "granted" in text_of(mails.waits_for("granted", COMPANY))
    assert company_system.gets(f"applications/{reference}/")["state"] == "granted"
    assert company_system.gets(f"applications/{reference}/decision/")["outcome"] == "grant"
    assert verify().bad is None


def _submitted(system) -> str:
    approved_on = (today() - timedelta(days=300)).isoformat()
    submitted = system.submits(FACTS, {**APPROVAL, "approved_on": approved_on})
    assert (submitted["state"], submitted["route"]) == ("received", "A")
    return submitted["reference"]


def _validated(validator, reference: str) -> None:
    validator.opens(reference).does("start-validation")
    validator.does("record-fee", fee_reference="FEE-26-70131").reads("FEE-26-70131")
    validator.does("validate").reads("In assessment")


def _asked_and_answered(lead, people) -> None:
    lead.does("assign", assessor=str(people.user("assessor").pk), lead=str(people.user("lead").pk))
    lead.does("request-information", discipline_1="quality", grade_1="other", text_1=QUESTION)
    lead.reads("In assessment").does("record-reply", answer_1=ANSWER)


def _assessed(assessor) -> None:
    assessor.does("begin-assessment/quality").reads("In progress")
    for discipline in Discipline.values:
        assessor.does(f"complete-assessment/{discipline}", findings="Acceptable.")
    assessor.reads("5 of 5 complete")


def _signed(signatory, reference: str) -> None:
    signatory.opens(reference).finds("sign").click()
    signatory.reads("Quality, safety and efficacy are shown.")
    signatory.page.fill("[name=password]", "not my password")
    signatory.page.click("main form .govuk-button-group button[type=submit]")
    expect(signatory.page.locator(".govuk-error-summary")).to_contain_text("The password is not right")
    signatory.opens(reference).does("sign", password="recognition").reads("Granted")


def test_on_b_the_clock_stops_for_a_request_and_runs_again_with_the_companys_reply(
    mails, client_row, company_system, at_browser, people
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

    path = f"applications/{reference}/"
    assert company_system.gets(f"{path}clock/")["held_by"] == "company"
    answers = {"answers": [{"point": 1, "text": ANSWER}]}
    company_system.posts(f"{path}information-requests/1/reply/", answers, **_match(reference))

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


def _match(reference: str) -> dict[str, str]:
    return {"If-Match": f'"v{Application.objects.get(reference=reference).version}"'}


def test_a_company_sees_nothing_of_anothers_case(company_system, people):
    other = on_b(people=people).received()

    answer = company_system.http.get(
        f"{company_system.root}/api/v1/applications/{other.case.reference}/",
        headers={"Authorization": f"Bearer {company_system.token}"},
    )

    assert answer.status == 404
