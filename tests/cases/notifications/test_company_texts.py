"""What a company is told: a text of its own for each event, in which nobody of the staff is named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.template.loader import get_template

from cases.deadlines.remind import remind
from cases.models import Application, Deadline
from cases.notifications.messages import queue_messages
from cases.queries.timetables import timetable_of
from recognition.accounts.actors import Actor
from recognition.audit.models import Entry
from recognition.audit.record import Subject, record
from recognition.outbox.models import Message
from tests.cases.journey import POINT, Journey, on_b

REASON = "The limit for nitrosamines is not justified."
BECAUSE = "Recognition B: at least one of its criteria is met."
STAFF = Actor(label="Xenia Brackenbury")

# What is meant for the company, though it stands among the reasons.
TELLS_WHY = {
    "found_not_eligible_in_triage",
    "overridden_to_not_eligible",
    "correction_requested",
    "found_invalid",
    "extension_declined",
    "provisional_opinion_notified",
}
IN_A_LETTER = {"granted", "refused"}  # tests/cases/operations/test_decision_letters.py


def told_to_companies() -> list[str]:
    moves = Application(state="draft").get_all_state_transitions()
    return sorted({move.custom["event"] for move in moves if "company" in move.custom["tells"]} - IN_A_LETTER)


def told(case: Application, action: str, day) -> Message:
    """The one mail to the company that the event gives rise to."""
    Message.objects.all().delete()
    queue_messages(case, [(entry(case, action), ["company"])], timetable=timetable_of(case, today=day))
    return Message.objects.get()


def entry(case: Application, action: str) -> Entry:
    return record(
        at=case.updated_at,
        actor=STAFF,
        subject=Subject("application", str(case.pk), case.reference),
        action=action,
        from_state=case.state,
        to_state=case.state,
        reason=REASON,
        data={"because": BECAUSE, "until": "2026-09-01"},
    )


def test_there_are_events_to_tell():
    assert {"submitted", "validated", "reply_overdue"} <= set(told_to_companies())


@pytest.mark.parametrize("event", told_to_companies())
def test_each_event_has_a_text_of_its_own(event):
    assert get_template(f"emails/company/{event}.txt")


@pytest.mark.parametrize("event", told_to_companies())
def test_the_text_is_whole_and_names_nobody_of_the_staff(db, loud, event):
    journey = on_b().asked()

    message = told(journey.case, event, journey.day)

    text = message.subject + message.body_text
    assert message.to == "regulatory@aldbrook.example"
    assert message.subject.startswith(f"{journey.case.reference}: ")
    assert message.body_text.startswith("Dear Dana Whitlock,\n")
    assert "Cardelin 5 mg tablets" in message.body_text
    assert "MISSING" not in text
    assert "Xenia" not in text + message.body_html
    assert str(journey.people.user("lead")) not in text
    assert "\n\n\n\n" not in message.body_text


@pytest.mark.parametrize("event", told_to_companies())
def test_a_reason_goes_out_only_where_it_is_meant_for_the_company(db, event):
    journey = on_b().asked()

    message = told(journey.case, event, journey.day)

    assert (REASON in message.body_text) == (event in TELLS_WHY)


def test_a_request_tells_its_questions_and_its_date(db):
    journey = on_b().asked()

    message = Message.objects.get(topic="information_requested", to="regulatory@aldbrook.example")

    due = journey.day + timedelta(days=60)
    assert POINT.text in message.body_text
    assert "1. Quality, major objection" in message.body_text
    assert f"by {due.day} {due:%B %Y}." in message.body_text


def test_markup_in_a_product_name_stays_text(db):
    journey = Journey(facts={"product_name": "Cardelin <b>5 mg</b> & more"}).received()

    message = Message.objects.get(topic="submitted", to="regulatory@aldbrook.example")

    assert "Cardelin <b>5 mg</b> & more" in message.body_text
    assert "&lt;b&gt;5 mg&lt;/b&gt; &amp; more" in message.body_html
    assert journey.case.reference in message.subject


def test_a_reminder_to_a_company_says_what_is_due_and_when(db, loud):
    journey = on_b().asked()
    deadline = Deadline.objects.get(application=journey.case, code="information_reply")
    Message.objects.all().delete()

    remind(today=journey.after(30).day, at=journey.at)

    message = Message.objects.get(to="regulatory@aldbrook.example")
    assert f"{deadline.due_on.day} {deadline.due_on:%B %Y}" in message.subject
    assert "answer every point" in message.body_text
    assert "MISSING" not in message.body_text
