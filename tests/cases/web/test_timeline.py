"""How the timeline words what the record holds, and what the clock says on its first day."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cases.operations import decisions
from cases.operations.sweep import sweep
from recognition.audit.models import Entry
from tests.cases.journey import Journey, on_b


@pytest.fixture
def seen(db, client, sign_in, today):
    def see(journey: Journey, name: str) -> str:
        today(journey)
        sign_in(journey.people.user("manager"))
        return client.get(reverse(name, args=[journey.case.reference])).content.decode()

    return see


def test_a_grade_and_a_ground_of_the_same_code_have_their_own_words(seen):
    journey = Journey().assessing().objected("other")
    decisions.recommend_refusal(**journey.by("lead"), grounds="other", reasons="The fee was returned.")
    said = seen(journey, "case-history")

    assert "<dt>Grade</dt><dd>Other concern</dd>" in said
    assert "<dt>Grounds</dt><dd>Other grounds</dd>" in said


def test_what_is_empty_is_left_out(seen):
    journey = Journey(approval={"approval_type": "", "procedure": ""}).received()
    said = seen(journey, "case-history")

    assert "Regulator" in said
    assert "Approval type" not in said
    assert "Procedure" not in said


def test_a_reminder_names_its_deadline(seen):
    journey = on_b().asked().after(59)
    sweep(at=journey.at)
    assert Entry.objects.filter(action="reminder_sent", data__deadline="information_reply").exists()
    said = seen(journey, "case-history")

    name = journey.case.deadlines.get(code="information_reply").name
    assert name != "Information reply"
    assert f"<dt>Deadline</dt><dd>{name}</dd>" in said
    assert "<dt>Step of the plan</dt><dd>30 days after its start</dd>" in said


def test_a_case_decided_on_day_0_has_had_a_clock(seen):
    journey = Journey().assessing().assessed()
    decisions.recommend_grant(**journey.by("lead"), reasons="The report is final.")
    decisions.sign_decision(**journey.by("signatory"))
    said = seen(journey, "case")

    assert "Ended on day 0 of 60" in said
    assert "has not started" not in said


def test_before_day_0_the_clock_has_not_started(seen):
    assert "The assessment clock has not started" in seen(Journey().received(), "case")
