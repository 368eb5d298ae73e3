from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from recognition.accounts.actors import system
from recognition.accounts.models import Role, User
from recognition.audit.record import Subject, record
from recognition.outbox.models import Message

from .conftest import AT

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def overseer(client, manager):
    client.force_login(manager.user)
    return client


def test_a_parked_message_shows_why_and_a_button(overseer, put):
    put()
    Message.objects.update(state="parked", attempts=8, last_error="550 no such user")

    page = overseer.get(reverse("outbox")).content.decode()
    assert "550 no such user" in page
    assert "Try again" in page


def test_the_button_puts_it_back_and_returns_to_where_one_was(overseer, put):
    message = put()
    Message.objects.update(state="parked")
    answer = overseer.post(reverse("outbox-retry", args=[message.pk]), {"back": "/outbox/?state=parked"})

    assert answer.url == "/outbox/?state=parked"
    assert Message.objects.get().state == "waiting"


def test_the_button_returns_to_no_other_site(overseer, put):
    message = put()

    assert overseer.post(reverse("outbox-retry", args=[message.pk]), {"back": "//evil.example"}).url == "/outbox/"


def test_the_filters_stand_in_the_address(overseer, put):
    put("a", topic="reminder", subject="About the reply")
    put("b", topic="decision", subject="About the decision")

    page = overseer.get("/outbox/?topic=decision&state=waiting").content.decode()
    assert "About the decision" in page
    assert "About the reply" not in page


def test_a_filter_nobody_offers_is_left_out(overseer, put):
    put("a", subject="About the reply")

    assert "About the reply" in overseer.get("/outbox/?state=lost&topic=%00&page=x").content.decode()


def test_a_message_is_shown_with_nothing_in_it_run(overseer, put):
    message = put(body_text="<script>alert(1)</script>", body_html="<p onclick='alert(1)' style='x'>Hello</p>")

    page = overseer.get(reverse("outbox-message", args=[message.pk])).content.decode()
    assert "<script>alert(1)" not in page
    assert 'sandbox=""' in page
    assert "&lt;p onclick=&#x27;alert(1)&#x27;&gt;Hello" in page


def test_fifty_messages_cost_as_many_queries_as_one(overseer, put, django_assert_max_num_queries):
    for number in range(55):
        put(f"{number}")

    with django_assert_max_num_queries(8):
        overseer.get(reverse("outbox"))


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.VALIDATOR, Role.AUDITOR, Role.SIGNATORY, Role.LEAD])
def test_who_does_not_oversee_sees_nothing(client, put, role):
    message = put()
    client.force_login(User.objects.create(username="anna", role=role))

    addresses = [reverse("outbox"), reverse("outbox-message", args=[message.pk])]
    assert [client.get(address).status_code for address in addresses] == [403, 403]
    assert client.post(reverse("outbox-retry", args=[message.pk])).status_code == 403


def about_a_case(put, key: str = "a", **given: object) -> Message:
    """A message of a case, with the entry of the record that it follows from."""
    with transaction.atomic():
        entry = record(
            at=AT,
            actor=system("reminders"),
            subject=Subject("application", "69", "IRP-2026-000012"),
            action="reminder_sent",
        )
    return put(key, **{"subject_type": "application", "subject_id": "69", "cause": entry.uuid} | given)


def test_a_case_is_named_by_its_reference_and_linked(overseer, put):
    message = about_a_case(put)

    for address in (reverse("outbox"), reverse("outbox-message", args=[message.pk])):
        page = overseer.get(address).content.decode()
        assert '<a class="govuk-link" href="/cases/IRP-2026-000012/">IRP-2026-000012</a>' in page
        assert "Application 69" not in page


def test_what_its_cause_does_not_name_stays_a_number(overseer, put):
    message = about_a_case(put, subject_id="70")

    assert "Application 70" in overseer.get(reverse("outbox-message", args=[message.pk])).content.decode()


@pytest.mark.parametrize("text", ["northwind", "company@example", "The decision", "decision northwind"])
def test_the_search_reads_recipients_and_subjects(overseer, put, text):
    put("a", subject="About the decision")
    put("b", subject="Something else", to="other@example.org", to_label="Other")

    page = overseer.get("/outbox/", {"q": text}).content.decode()
    assert "About the decision" in page
    assert "Something else" not in page


def test_a_search_that_finds_nothing_says_so(overseer, put):
    put("a")

    assert "No message is like this." in overseer.get("/outbox/?q=nowhere").content.decode()


def test_topics_have_the_words_of_the_timeline(overseer, put):
    put("a", topic="information_requested_on_running_clock")
    put("b", topic="never_heard_of")

    page = overseer.get("/outbox/").content.decode()
    assert ">Information requested</option>" in page
    assert ">Never heard of</option>" in page


def test_topics_of_the_same_words_are_one_choice(overseer, put):
    put("a", topic="information_received", subject="The first reply")
    put("b", topic="late_reply_accepted", subject="The late one")
    put("c", topic="recommendation_returned", subject="Returned")
    put("d", topic="recommendation_returned_while_stopped", subject="Sent back")

    page = overseer.get("/outbox/?topic=recommendation_returned").content.decode()
    assert page.count(">Recommendation returned</option>") == 1
    assert "Sent back" in page
    assert "Returned</a>" in page
    assert "The late one" not in page
