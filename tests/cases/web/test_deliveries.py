"""Webhooks as their overseer sees them: what was given up and why, and the way back."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.audit.models import Entry
from recognition.webhooks.endpoints import switch_off
from recognition.webhooks.models import Delivery, Endpoint
from tests.cases.journey import Journey

URL = "https://hooks.example/recognition"


@pytest.fixture
def journey(db, today):
    """A case that was submitted and validated, each told to an endpoint that answers nothing."""
    journey = Journey()
    Endpoint.objects.create(organisation=journey.company.organisation, url=URL, created_at=journey.at)
    journey.assessing()
    Delivery.objects.update(state="parked", attempts=8, last_error="The endpoint answered 503.")
    today(journey)
    return journey


@pytest.fixture
def manager(journey, sign_in):
    return sign_in(journey.people.user("manager"))


def test_what_was_given_up_is_listed_with_its_reason(client, manager, journey):
    said = client.get("/webhooks/?state=parked").content.decode()

    assert journey.case.reference in said
    assert "The endpoint answered 503." in said


def test_it_waits_again_after_try_again_and_the_record_says_who(client, manager, journey):
    row = Delivery.objects.first()
    assert client.post(f"/webhooks/{row.pk}/retry/").status_code == 302

    row.refresh_from_db()
    assert (row.state, row.attempts) == ("waiting", 0)
    assert Entry.objects.get(action="webhook_delivery_retried").actor_label == str(manager)


def test_the_second_click_says_that_it_waits_already(client, manager, journey):
    row = Delivery.objects.first()
    for _ in range(2):
        answer = client.post(f"/webhooks/{row.pk}/retry/", follow=True)

    assert "This delivery is waiting." in answer.content.decode()
    assert Entry.objects.filter(action="webhook_delivery_retried").count() == 1


def test_an_endpoint_that_was_switched_off_stands_on_top(client, manager, journey):
    switch_off(Endpoint.objects.get(), "It answered 410: it is gone for good.", at=journey.at)
    said = client.get("/webhooks/").content.decode()

    assert "Endpoints in trouble" in said
    assert "It answered 410" in said


@pytest.mark.parametrize("role", ["assessor", "validator", "signatory", "auditor"])
def test_who_does_not_oversee_what_leaves_sees_nothing_and_does_nothing(client, journey, sign_in, role):
    sign_in(journey.people.user(role))
    row = Delivery.objects.first()

    assert client.get("/webhooks/").status_code == 403
    assert client.post(f"/webhooks/{row.pk}/retry/").status_code == 403
    row.refresh_from_db()
    assert row.state == "parked"


@pytest.mark.parametrize(
    "query", ["?state=lost", "?endpoint=x", "?endpoint=%E0%A9%A9", "?after=nonsense", "?endpoint=9"]
)
def test_an_old_address_still_shows_the_list(client, manager, journey, query):
    assert journey.case.reference in client.get(f"/webhooks/{query}").content.decode()


def test_an_empty_list_says_so(client, sign_in, db):
    sign_in("manager")

    assert "Nothing has been delivered yet" in client.get("/webhooks/").content.decode()


def test_the_queries_do_not_grow_with_the_rows(client, manager, journey):
    row = Delivery.objects.first()
    counted = []
    for more in (0, 24):
        for number in range(more):
            row.pk, row.event = None, f"00000000-0000-4000-8000-0000000000{number:02}"
            row.save()
        with CaptureQueriesContext(connection) as queries:
            client.get("/webhooks/")
        counted.append(len(queries))

    assert counted[0] == counted[1] <= 9
