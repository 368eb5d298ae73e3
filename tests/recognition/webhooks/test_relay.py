"""Deliveries leave in order, once, signed; a failure climbs the ladder, an endpoint that stays away is switched off."""

import json
import uuid
from datetime import datetime, timedelta
from itertools import count

import pytest
import time_machine
from cryptography.fernet import Fernet
from standardwebhooks import Webhook, WebhookVerificationError

from recognition.accounts.actors import company
from recognition.audit.models import Entry
from recognition.clock import LONDON
from recognition.outbox.models import Message
from recognition.webhooks.endpoints import NotGivenUp, change_endpoint, make_endpoint, retry, rotate_secret
from recognition.webhooks.enqueue import Event, enqueue_events
from recognition.webhooks.ladder import LADDER
from recognition.webhooks.models import Delivery, Endpoint, Secret
from recognition.webhooks.relay import relay_due
from tests.cases.journey import client_of

from .receiver import receiver

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
AT = datetime(2026, 3, 2, 9, tzinfo=LONDON)
_numbers = count()


@pytest.fixture(autouse=True)
def own_network(settings):
    settings.WEBHOOKS_MAY_USE_HTTP = settings.WEBHOOKS_MAY_CALL_PRIVATE = True


@pytest.fixture
def server():
    with receiver() as server:
        yield server


@pytest.fixture
def client(db):
    return client_of()


@pytest.fixture
def made(client, server):
    """An endpoint and its secret."""
    fields = {"url": f"http://127.0.0.1:{server.port}/hook"}
    return make_endpoint(organisation=client.organisation, actor=company(client), fields=fields, at=AT)


def tell(client, *names: str, subject: str = "IRP-2026-000001", at: datetime = AT) -> None:
    events = [Event(uuid.uuid4(), name, subject, at, {"n": next(_numbers)}) for name in names]
    enqueue_events(client.organisation_id, events)


def run(at: datetime) -> int:
    with time_machine.travel(at, tick=False):
        return relay_due()


def types(server) -> list[str]:
    return [json.loads(body)["type"].rpartition(".")[2] for _, _, body in server.calls]


def test_a_receivers_library_verifies_it(client, made, server):
    tell(client, "submitted")
    with time_machine.travel(AT, tick=False):
        assert relay_due() == 1
        (_, headers, body) = server.calls[0]
        event = Webhook(made[1]).verify(body, headers)
        with pytest.raises(WebhookVerificationError):
            Webhook(made[1]).verify(body.replace(b"submitted", b"submitteD"), headers)

    row = Delivery.objects.get()
    assert (row.state, row.attempts, row.last_status) == ("sent", 1, 204)
    assert headers["webhook-id"] == event["id"] == str(row.event)
    assert (event["specversion"], event["subject"]) == ("1.0", "IRP-2026-000001")
    assert event["type"] == "recognition.application.submitted"
    assert headers["Content-Type"].startswith("application/cloudevents+json")


def test_both_secrets_sign_for_a_day_after_a_change(client, made, server):
    endpoint, older = made
    newer = rotate_secret(endpoint=endpoint, actor=company(client), at=AT)
    for hours, good in ((1, (older, newer)), (25, (newer,))):
        at = AT + timedelta(hours=hours)
        tell(client, "submitted", at=at)
        with time_machine.travel(at, tick=False):
            relay_due()
            (_, headers, body) = server.calls[-1]
            assert len(headers["webhook-signature"].split()) == len(good)
            for secret in good:
                Webhook(secret).verify(body, headers)
            if older not in good:
                with pytest.raises(WebhookVerificationError):
                    Webhook(older).verify(body, headers)


def test_the_database_alone_cannot_sign(made):
    row = Secret.objects.get()

    assert made[1].removeprefix("whsec_").encode() not in bytes(row.encrypted)


def test_a_changed_key_still_opens_what_the_old_one_closed(client, made, server, settings):
    settings.WEBHOOK_KEYS = [Fernet.generate_key().decode(), *settings.WEBHOOK_KEYS]
    tell(client, "submitted")
    with time_machine.travel(AT, tick=False):
        assert relay_due() == 1
        Webhook(made[1]).verify(server.calls[0][2], server.calls[0][1])


def test_what_is_not_wanted_is_not_sent(client, made):
    change_endpoint(endpoint=made[0], actor=company(client), fields={"events": ["granted"]}, at=AT)
    tell(client, "submitted", "granted")

    assert list(Delivery.objects.values_list("type", flat=True)) == ["recognition.application.granted"]


def test_the_same_event_twice_is_one_delivery(client, made):
    event = Event(uuid.uuid4(), "submitted", "IRP-2026-000001", AT, {})
    for _ in range(2):
        enqueue_events(client.organisation_id, [event])

    assert Delivery.objects.count() == 1


def test_anothers_endpoint_hears_nothing(client, made):
    tell(client_of(), "submitted")

    assert not Delivery.objects.exists()


def test_of_one_case_nothing_overtakes_and_of_another_it_may(client, made, server):
    tell(client, "submitted", "validated")
    tell(client, "granted", subject="IRP-2026-000002")
    server.statuses = [500]

    run(AT)
    assert types(server) == ["submitted"]  # the endpoint rests for a minute
    run(AT + timedelta(seconds=61))
    run(AT + timedelta(minutes=3))
    assert types(server) == ["submitted", "granted", "submitted", "validated"]


def test_it_climbs_the_ladder_for_a_day_and_is_given_up(client, made, server):
    tell(client, "submitted")
    server.statuses = [500] * 20
    at, row = AT, Delivery.objects.get()
    for step in LADDER:
        run(at)
        row.refresh_from_db()
        assert row.state == "waiting"
        assert step <= row.next_attempt_at - at <= step * 1.1
        at = row.next_attempt_at
    assert timedelta(hours=23) < at - AT < timedelta(hours=27)
    run(at)

    row.refresh_from_db()
    assert (row.state, row.attempts, row.last_status) == ("parked", len(LADDER) + 1, 500)
    assert row.last_error == "The endpoint answered 500."
    assert len({headers["webhook-id"] for _, headers, _ in server.calls}) == 1


def test_a_parked_one_lets_the_next_by_and_goes_again_when_asked(client, made, server):
    tell(client, "submitted")
    Delivery.objects.update(state="parked", attempts=10)
    tell(client, "validated")
    run(AT)
    assert types(server) == ["validated"]

    row = Delivery.objects.get(state="parked")
    retry(delivery=row, actor=company(client), at=AT)
    run(AT)
    assert types(server) == ["validated", "submitted"]
    assert Entry.objects.filter(action="webhook_delivery_retried").exists()
    with pytest.raises(NotGivenUp):
        retry(delivery=row, actor=company(client), at=AT)


def test_an_endpoint_that_fails_for_five_days_is_switched_off_and_its_owner_told(client, made, server):
    server.statuses = [503] * 100
    for day in range(6):
        at = AT + timedelta(days=day)
        tell(client, "submitted", subject=f"IRP-2026-00000{day}", at=at)
        run(at)
    endpoint = Endpoint.objects.get()

    assert not endpoint.is_active
    assert "five days" in endpoint.switched_off_because
    mail = Message.objects.get(topic="webhook_switched_off")
    assert mail.to == client.organisation.contact_email
    assert endpoint.url in mail.body_text
    assert "answered 503" in mail.body_text
    assert not Delivery.objects.filter(state="waiting").exists()
    tell(client, "granted")
    assert not Delivery.objects.filter(type__endswith="granted").exists()


def test_one_success_in_between_and_it_stays_on(client, made, server):
    for day in range(12):
        server.statuses = [] if day == 4 else [500]
        at = AT + timedelta(days=day)
        Delivery.objects.all().delete()
        tell(client, "submitted", at=at)
        run(at)
        if day == 8:
            assert Endpoint.objects.get().is_active

    assert not Endpoint.objects.get().is_active


def test_gone_is_gone_at_once(client, made, server):
    server.statuses = [410]
    tell(client, "submitted")
    run(AT)

    assert not Endpoint.objects.get().is_active
    assert Message.objects.filter(topic="webhook_switched_off").exists()


def test_switched_on_again_it_begins_anew(client, made, server):
    server.statuses = [410]
    tell(client, "submitted")
    run(AT)
    row = change_endpoint(endpoint=made[0], actor=company(client), fields={"is_active": True}, at=AT)

    assert (row.failing_since, row.resting_until, row.switched_off_because) == (None, None, "")
    tell(client, "granted")
    run(AT)
    assert types(server)[-1] == "granted"


def test_a_name_that_turned_private_is_a_failure_with_its_reason(client, made, server, settings):
    settings.WEBHOOKS_MAY_CALL_PRIVATE = False
    tell(client, "submitted")
    run(AT)

    assert Delivery.objects.get().last_error == "127.0.0.1 is not an address of the public internet."
    assert server.calls == []


def test_a_fault_of_ours_stops_no_one_else(client, made, server):
    other = client_of()
    make_endpoint(organisation=other.organisation, actor=company(other), fields={"url": made[0].url}, at=AT)
    Secret.objects.filter(endpoint=made[0]).update(encrypted=b"not ours")
    tell(client, "submitted")
    tell(other, "granted")
    run(AT)

    assert types(server) == ["granted"]
    assert Delivery.objects.get(state="waiting").last_error == "InvalidToken"
