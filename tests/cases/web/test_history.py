"""The history of a case, narrowed by what stands in the address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.operations.notes import add_note
from cases.web.forms.timeline import WORDS
from cases.web.history import EVENTS_A_PAGE
from recognition.audit.models import Entry
from recognition.audit.record import Subject, append_all, entry_of
from tests.cases.journey import Journey, user_of

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> \u202eevil\u200b =cmd()"


@pytest.fixture
def seen(client, sign_in, today):
    journey = Journey().assessing()
    journey.people.made["manager"] = user_of("manager", username="tomasz", first_name="Tomasz", last_name="Kay")
    add_note(**journey.by("lead"), text=f"@tomasz, the zanzibar batch. {HOSTILE}")
    today(journey)
    sign_in(journey.people.user("manager"))

    def see(query: str = "") -> str:
        return client.get(reverse("case-history", args=[journey.case.reference]) + query).content.decode()

    see.journey = journey
    return see


def remind(journey, times: int) -> None:
    case, actor = journey.case, journey.people.actor("lead")
    subject = Subject("application", str(case.pk), case.reference)
    steps = [{"step": str(n)} for n in range(times)]
    append_all(
        [entry_of(journey.at, actor, subject, "reminder_sent", case.state, case.state, data=one) for one in steps]
    )


def test_a_note_stands_in_it_with_who_is_named_marked_and_hostile_text_as_text(seen):
    said = seen()
    assert '<strong class="cases-mention">@tomasz</strong>' in said
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in said
    assert "<script>alert" not in said


@pytest.mark.parametrize(
    ("query", "there", "away"),
    [
        ("?kind=note", "zanzibar", "Validation started"),
        ("?kind=move", "Validation started", "zanzibar"),
        ("?kind=people", "People assigned", "Validation started"),
        ("?q=zanzibar", "zanzibar", "Validation started"),
        ("?q=validation", "Validation started", "zanzibar"),
        ("?since=2099-01-01", "Nothing in the history fits", "zanzibar"),
        ("?until=2000-01-01", "Nothing in the history fits", "zanzibar"),
        ("?kind=nonsense", "zanzibar", "Nothing in the history fits"),
        ("?q=%00", "zanzibar", "Nothing in the history fits"),
    ],
)
def test_filters(seen, query, there, away):
    said = seen(query)
    assert there in said
    assert away not in said


def test_by_a_person(seen):
    lead = seen.journey.people.user("lead")
    said = seen(f"?person={lead}")
    assert f"by {lead}" in said
    assert f"by {seen.journey.people.user('validator')}" not in said


def test_both_days_are_included(seen):
    day = Entry.objects.filter(action="note_added").get().on
    assert "zanzibar" in seen(f"?since={day}&until={day}")
    assert "zanzibar" not in seen(f"?since={day + timedelta(days=1)}")


def test_each_filter_is_a_chip_that_can_be_taken_away(seen):
    said = seen("?kind=note&q=zanzibar&after=x~1")
    assert 'href="?kind=note"' in said
    assert 'href="?q=zanzibar"' in said
    assert WORDS["note"] in said


def test_a_day_that_is_none_is_left_out_and_the_words_stay(seen):
    said = seen("?since=31-02-2026&q=zanzibar")
    assert "zanzibar" in said


def test_a_thousand_events_cost_what_ten_do(seen, client):
    case = seen.journey.case
    seen()
    with CaptureQueriesContext(connection) as few:
        seen("?q=the+batch")
    subject = Subject("application", str(case.pk), case.reference)
    actor = seen.journey.people.actor("lead")
    append_all(
        [
            entry_of(seen.journey.at, actor, subject, "reminder_sent", case.state, case.state, data={"step": str(n)})
            for n in range(1000)
        ]
    )
    with CaptureQueriesContext(connection) as many:
        said = seen("?q=the+batch")
    assert "zanzibar" in said
    assert len(many) == len(few) <= 25
    assert seen().count("moj-timeline__item") == EVENTS_A_PAGE


def test_the_pages_reach_each_event_once(seen, client):
    case = seen.journey.case
    subject = Subject("application", str(case.pk), case.reference)
    actor = seen.journey.people.actor("lead")
    append_all(
        [
            entry_of(seen.journey.at, actor, subject, "reminder_sent", case.state, case.state, data={"step": str(n)})
            for n in range(120)
        ]
    )
    path, found, query = reverse("case-history", args=[case.reference]), 0, ""
    for _ in range(9):
        answer = client.get(path + query)
        found += len(answer.context["events"])
        after = answer.context["key_page"].after
        if not after:
            break
        query = f"?after={after.replace('+', '%2B')}"
    assert found == Entry.objects.filter(subject_type="application", subject_id=str(case.pk)).count()


def test_a_mention_is_read_from_the_list_and_from_the_history(seen, client):
    assert "I have read it" in seen()
    said = client.get(reverse("reminders")).content.decode()
    assert "You are named in a note" in said
    assert "&lt;script&gt;" in said
    client.post(reverse("case-mentions-read", args=[seen.journey.case.reference]))
    assert "I have read it" not in seen()
    assert "You are named" not in client.get(reverse("reminders")).content.decode()


def test_a_name_that_nobody_has_is_an_error_at_the_field_and_the_text_stays(seen, client):
    answer = client.post(f"/cases/{seen.journey.case.reference}/add-note/", {"text": "@nobody.here see the report"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Nobody has the username @nobody.here" in said
    assert "see the report" in said
