"""Pages of the list, their filters, and what each call costs."""

from datetime import timedelta
from functools import partial
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.clock import now
from tests.cases.journey import FACTS, Journey

from .caller import Caller

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def drafts(caller, count):
    return [caller.post("/applications/", {"facts": {}}).json()["reference"] for _ in range(count)]


def walk(caller, path):
    while path:
        body = caller.get(path).json()
        yield [row["reference"] for row in body["results"]]
        path = body["next"] and body["next"].split("/api/v1")[1]


def test_pages_stay_as_they_are_while_rows_are_added(caller):
    made = drafts(caller, 7)
    pages = walk(caller, "/applications/?page_size=3")

    seen = next(pages)
    drafts(caller, 2)
    seen += [reference for page in pages for reference in page]

    assert seen == made[::-1]


def test_there_and_back(caller):
    drafts(caller, 5)
    first = caller.get("/applications/?page_size=2").json()
    second = caller.get(first["next"].split("/api/v1")[1]).json()
    back = caller.get(second["previous"].split("/api/v1")[1]).json()

    assert back["results"] == first["results"]
    assert first["previous"] is None


def test_filters(caller):
    received = Journey(client=caller.client, day=now().date()).received().case
    drafted = drafts(caller, 1)[0]

    def found(query):
        return [row["reference"] for row in caller.get(f"/applications/?{query}").json()["results"]]

    assert found("state=draft") == [drafted]
    assert found("route=A") == [received.reference]
    assert found("route=B") == []
    assert found("state=draft&route=A") == []
    yesterday, tomorrow = (quote((now() + timedelta(days=days)).isoformat()) for days in (-1, 1))
    assert set(found(f"updated_since={yesterday}")) == {drafted, received.reference}
    assert found(f"updated_since={tomorrow}") == []


def queries(call):
    with CaptureQueriesContext(connection) as captured:
        assert call().status_code < 300
    return len([row for row in captured if not row["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def test_the_cost_of_a_list_does_not_grow(caller):
    drafts(caller, 1)
    one = queries(lambda: caller.get("/applications/"))
    drafts(caller, 24)
    many = queries(lambda: caller.get("/applications/"))

    assert (one, many) == (3, 3)


def test_the_cost_of_one(caller):
    drafted = [Journey(client=caller.client, day=now().date()).drafted().papers() for _ in "ab"]
    paths = [f"/applications/{journey.case.reference}/" for journey in drafted]
    caller.get(paths[0])  # notes the client's use, once in five minutes
    read = [queries(partial(caller.get, path)) for path in paths]
    created = [queries(lambda: caller.post("/applications/", {"facts": FACTS})) for _ in paths]
    submitted = [queries(partial(caller.post, f"{path}submit/", {}, if_match="*")) for path in paths]

    assert read == [3, 3]
    assert created[0] == created[1] <= 18  # one of them asks for the webhook endpoints, whatever the number of events
    assert submitted[0] == submitted[1] <= 30


def test_the_throttle(caller, settings):
    settings.API_REQUESTS_PER_MINUTE = 2
    with time_machine.travel("2026-11-23T12:00:20Z", tick=False):
        caller = Caller(caller.client)
        assert [caller.get("/regulators/").status_code for _ in range(2)] == [200, 200]
        answer = caller.get("/regulators/")

    assert answer.status_code == 429
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Retry-After"] == "40"


def test_one_clients_throttle_is_not_anothers(caller, stranger, settings):
    settings.API_REQUESTS_PER_MINUTE = 1

    assert [who.get("/regulators/").status_code for who in (caller, stranger, caller)] == [200, 200, 429]


def test_without_a_cache_nobody_is_held_up(caller, settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:9/1"}
    }

    assert caller.get("/regulators/").status_code == 200
    del settings.CACHES
