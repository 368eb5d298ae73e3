"""The rules asked again on a page: what would change is shown before, and what changed afterwards."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cases.operations.correct_answers import correct_answers
from recognition.audit.models import Entry
from tests.cases.journey import Journey

WHY = "The company wrote that the form was wrong."


@pytest.fixture
def lead(db, client, sign_in, today):
    def enter(journey: Journey):
        today(journey)
        sign_in(journey.people.user("lead"))
        return client

    return enter


def correction(journey: Journey, code: str) -> str:
    return reverse("act-about", args=[journey.case.reference, "correct-answer", code])


def test_a_correction_is_shown_with_its_effects_before_it_is_made(lead):
    journey = Journey().received()
    client = lead(journey)
    before = Entry.objects.count()

    answer = client.post(correction(journey, "orphan_requested"), {"answer": "yes", "reason": WHY})

    said = answer.content.decode()
    assert answer.status_code == 200
    assert "The rules said <strong>Recognition A</strong> and now say <strong>Recognition B</strong>" in said
    assert "<strong>B17</strong>: was not met, now <strong>met</strong>" in said
    assert "Its clock has 110 days" in said
    assert "regulatory@aldbrook.example" in said
    assert (journey.case.route, Entry.objects.count()) == ("A", before)


def test_change_goes_back_to_what_was_typed(lead):
    journey = Journey().received()

    typed = {"answer": "yes", "reason": WHY, "change": "1"}
    said = lead(journey).post(correction(journey, "orphan_requested"), typed).content.decode()

    assert WHY in said
    assert "Check what changes" in said


@pytest.mark.parametrize(
    ("code", "typed", "words"),
    [
        ("orphan_requested", {"answer": "no"}, "This is the answer already."),
        ("rr_mandated_pass_count", {"answer": "many"}, "should be a whole number"),
        (
            "rr_approval_date",
            {"answer_day": "1", "answer_month": "1", "answer_year": "2030"},
            "lies in the future",
        ),
        ("company_number", {"answer": "1"}, "should be five digits"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(lead, code, typed, words):
    journey = Journey().received()

    answer = lead(journey).post(correction(journey, code), {**typed, "reason": WHY})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'href="#id_answer' in answer.content.decode()


@pytest.mark.parametrize("code", ["rr_code", "active_substances", "planned_submission_date", "pl_number"])
def test_every_kind_of_question_has_its_field(lead, code):
    journey = Journey().received()

    said = lead(journey).get(correction(journey, code)).content.decode()

    assert "Now: " in said
    assert 'name="answer' in said


def test_a_question_that_is_not_there_is_not_found(lead):
    journey = Journey().received()

    assert lead(journey).get(correction(journey, "no_such_question")).status_code == 404


@pytest.mark.parametrize("role", ["validator", "assessor", "signatory", "auditor", "administrator"])
def test_nobody_but_a_lead_corrects(db, client, sign_in, role):
    journey = Journey().received()
    sign_in(role)

    url = correction(journey, "orphan_requested")
    page = client.get(reverse("case-answers", args=[journey.case.reference]))

    assert url not in page.content.decode()
    assert client.get(url).status_code == 403
    assert client.post(url, {"answer": "yes", "reason": WHY, "confirmed": "1"}).status_code == 403
    assert journey.case.route == "A"


def test_the_route_page_keeps_each_determination_with_what_changed(lead):
    journey = Journey().received()
    correct_answers(**journey.by("lead"), changes={"orphan_requested": True}, reason=WHY)

    said = lead(journey).get(reverse("case-route", args=[journey.case.reference])).content.decode()

    assert "What changed with it" in said
    assert WHY in said
    assert "An answer was corrected" in said
    assert "The submission came in" in said
    assert str(journey.case.rule_set) in said
