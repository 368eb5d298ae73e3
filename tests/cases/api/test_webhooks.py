"""Webhooks over the API: endpoints, their secret, what was delivered; and the events of a case, as a company's server
gets them."""

import json

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from standardwebhooks import Webhook

from cases.workflow import effects
from recognition.api.models import KeptAnswer
from recognition.audit.models import Entry
from recognition.webhooks.models import Delivery, Endpoint, Secret
from recognition.webhooks.relay import relay_due
from tests.cases.journey import Journey, on_b
from tests.recognition.webhooks.receiver import receiver

from .caller import Caller, assert_problem, pointers

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
ENDPOINTS = "/webhook-endpoints/"
URL = "https://hooks.example/recognition"


def made(caller, **fields):
    return caller.post(ENDPOINTS, {"url": URL, **fields}).json()


def test_made_read_changed_and_taken_away(caller):
    sent = caller.post(ENDPOINTS, {"url": URL, "events": ["granted", "submitted", "granted"], "description": "Ours"})
    body = sent.json()
    place = f"{ENDPOINTS}{body['id']}/"

    assert sent.status_code == 201, sent.content
    assert sent.headers["Location"].endswith(place)
    assert body.pop("secret").startswith("whsec_")
    assert caller.get(place).json() == body
    assert body["events"] == ["granted", "submitted"]
    assert [row["id"] for row in caller.get(ENDPOINTS).json()["results"]] == [body["id"]]
    assert caller.patch(place, {"events": [], "is_active": False}).json()["is_active"] is False
    assert caller.delete(place).status_code == 204
    assert_problem(caller.get(place), 404)
    assert list(Entry.objects.filter(subject_type="webhook_endpoint").values_list("action", flat=True)) == [
        "webhook_endpoint_made",
        "webhook_endpoint_changed",
        "webhook_endpoint_removed",
    ]


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"url": "http://hooks.example/"}, "/url"),
        ({"url": "https://127.0.0.1/"}, "/url"),
        ({"url": "https://[::ffff:10.0.0.1]/"}, "/url"),
        ({"url": "https://169.254.169.254/latest/meta-data/"}, "/url"),
        ({"url": "https://a:b@hooks.example/"}, "/url"),
        ({"url": 7}, "/url"),
        ({"url": None}, "/url"),
        ({"events": ["note_added"]}, "/events/0"),
        ({"events": "granted"}, "/events"),
        ({"secret": "whsec_x"}, "/secret"),
        ({"organisation": 1}, "/organisation"),
        ({"is_active": False}, "/is_active"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_stored(caller, fields, at):
    problem = assert_problem(caller.post(ENDPOINTS, {"url": URL, **fields}), 422, "invalid-input")

    assert pointers(problem) == {at}
    assert not Endpoint.objects.exists()


def test_a_secret_is_shown_once_and_not_kept_with_the_answer(caller):
    first, again = (caller.post(ENDPOINTS, {"url": URL}, idempotency_key="k").json() for _ in range(2))

    assert (first["id"], again["secret"]) == (again["id"], "")
    assert first["secret"] not in KeptAnswer.objects.get().body
    assert Endpoint.objects.count() == 1


def test_a_new_secret_leaves_the_older_one_a_day(caller):
    row = made(caller)
    rotated = caller.post(f"{ENDPOINTS}{row['id']}/rotate-secret/", {}).json()

    assert rotated["secret"] != row["secret"]
    assert Secret.objects.filter(ends_at=None).count() == 1
    assert Secret.objects.exclude(ends_at=None).count() == 1
    caller.post(f"{ENDPOINTS}{row['id']}/rotate-secret/", {})
    assert Secret.objects.count() == 2


def test_a_company_has_ten_at_most(caller):
    for _ in range(10):
        made(caller)

    problem = assert_problem(caller.post(ENDPOINTS, {"url": URL}), 409, "rule-refused")
    assert problem["rule"] == "ENDPOINTS-MANY"


def test_another_scope_is_no_way_in(caller):
    small = Caller(caller.client, scope="applications:read applications:write documents:write")

    for answer in (small.get(ENDPOINTS), small.post(ENDPOINTS, {"url": URL})):
        assert_problem(answer, 403, "missing-scope")


def test_deliveries_are_listed_and_tried_again(caller):
    row = made(caller)
    Journey(client=caller.client).drafted()
    place = f"{ENDPOINTS}{row['id']}/deliveries/"
    newest = caller.get(place).json()["results"][0]

    assert newest["type"] == "recognition.application.draft_changed"
    again = f"{place}{newest['id']}/retry/"
    assert_problem(caller.post(again, {}), 409, "wrong-state")
    Delivery.objects.filter(pk=newest["id"]).update(state="parked", attempts=10)
    assert caller.post(again, {}).json()["state"] == "waiting"


def test_a_company_is_told_what_its_events_say_and_nothing_else(caller, stranger, settings):
    """Of a life from draft to a decision, with all that staff do among themselves in between."""
    settings.WEBHOOKS_MAY_USE_HTTP = settings.WEBHOOKS_MAY_CALL_PRIVATE = True
    with receiver() as server:
        row = made(caller, url=f"http://127.0.0.1:{server.port}/")
        made(stranger, url=f"http://127.0.0.1:{server.port}/stranger")
        journey = Journey(client=caller.client).granted()
        with time_machine.travel(journey.at):
            while relay_due():
                pass
            told = [Webhook(row["secret"]).verify(body, headers) for _, headers, body in server.calls]
    events = caller.get(f"/applications/{journey.case.reference}/events/?page_size=100").json()["results"]

    assert {path for path, _, _ in server.calls} == {"/"}
    assert [event["data"]["id"] for event in told] == [event["id"] for event in reversed(events)]
    for event, shown in zip(told, reversed(events), strict=True):
        assert {name: event["data"][name] for name in shown.keys() - {"at"}} == {
            name: value for name, value in shown.items() if name != "at"
        }
    text = json.dumps(told)
    for secret in ("Acceptable.", "assessment", journey.people.user("lead").get_username()):
        assert secret not in text


def test_events_are_written_with_their_cause_or_not_at_all(caller, monkeypatch):
    made(caller)

    def breaks(entries):
        raise RuntimeError

    journey = Journey(client=caller.client).drafted()
    before = Delivery.objects.count()
    monkeypatch.setattr(effects, "append_all", breaks)
    with pytest.raises(RuntimeError):
        journey.filed()

    assert Delivery.objects.count() == before


def test_an_event_costs_one_statement_however_many_endpoints(caller):
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            on_b(client=caller.client).drafted()
        return len(seen)

    cost()
    none = cost()
    made(caller)
    one = cost()
    for _ in range(4):
        made(caller)

    assert cost() == one
    assert one - none <= 4  # two changes: the deliveries of each, and the savepoint around them
