"""Malformed requests to every call: none is answered by a crash, and every refusal is a problem that fits its form."""

from __future__ import annotations

import json
from collections import Counter
from random import Random

import jsonschema
import pytest
from django.test import Client

from tests.reliability.sizes import size

from .caller import Caller
from .malformed import malformed
from .url_map import ABSENT, World, calls

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
SHORT, LONG = 100, 2_000


def outcome(count: int) -> tuple[Counter[str], list[str]]:
    """How often each way was tried, and what was answered wrongly, in words."""
    random, world, every, tried = Random(20261125), World(), calls(), Counter()
    own = world.values
    caller, fits, wrong = Caller(world.client), _schema(), []
    caller.http.raise_request_exception = False
    for number in range(count):
        call = every[number % len(every)]
        sent = malformed(call, random)
        tried[sent.what] += 1
        path = call.path(own if number % 3 else ABSENT) + sent.query
        headers = {"If-Match": "*", **sent.headers}
        answer = caller.call(
            call.method, path, sent.body, **{name.replace("-", "_").lower(): value for name, value in headers.items()}
        )
        if fault := _fault(answer, fits, certain=sent.certain):
            wrong.append(f"{call} {sent.what} {sent.query} {sent.headers} {sent.body[:80]!r}: {fault}")
    return tried, wrong


def _fault(answer, fits, *, certain: bool) -> str:
    if answer.status_code >= 500:
        return f"{answer.status_code}"
    if answer.status_code < 400:
        return f"{answer.status_code}, and it cannot be right" if certain else ""
    if answer.headers["Content-Type"] != "application/problem+json":
        return f"{answer.status_code} as {answer.headers['Content-Type']}"
    return "; ".join(error.message for error in fits.iter_errors(json.loads(answer.content)))


def _schema() -> jsonschema.Draft202012Validator:
    document = Client().get("/api/v1/openapi.json").json()
    return jsonschema.Draft202012Validator(
        {"$ref": "#/components/schemas/ProblemDocument", "components": document["components"]}
    )


@pytest.fixture(autouse=True)
def _without_limits(settings):
    settings.API_REQUESTS_PER_MINUTE = 10_000_000


def test_no_malformed_request_breaks_it():
    tried, wrong = outcome(SHORT)

    assert wrong == []
    assert len(tried) > 10


@pytest.mark.reliability
def test_2_000_malformed_requests(figure):
    tried, wrong = outcome(size(LONG))
    name = f"{tried.total():,} malformed requests in {len(tried)} ways: 5xx, or a refusal that is no fitting problem"
    figure(name, len(wrong), 0, passed=not wrong)
    assert wrong[:5] == []
