"""Requests made from the document: none is answered by a crash, and every answer is one that it declares.

A short run, the same each time; `make reliability` has the long one, of ten thousand requests.
"""

from contextlib import suppress
from dataclasses import dataclass, field

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as run_settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from recognition.wsgi import application
from tests.cases.journey import Journey
from tests.reliability.sizes import size

from .caller import Caller
from .url_map import World

pytestmark = [pytest.mark.integration, pytest.mark.django_db]

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SHORT, LONG = 5, 10_000


def run_of(examples):
    return run_settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(autouse=True)
def _connection_stays():
    """Called through WSGI, each request would close the connection that the test's transaction lives in."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@dataclass
class Tally:
    """What came of the requests that were made. `faults` are answers that the document does not have, in words."""

    calls: int = 0
    broken: int = 0
    faults: list[str] = field(default_factory=list)


def made(mode: GenerationMode, examples: int) -> Tally:
    """So many requests to each call of the document: to a draft, to a case that is asked about, and to made up ones."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    world = World()
    draft = Journey(client=world.client).drafted().case
    filled = ({}, world.values, {**world.values, "reference": draft.reference})
    bearer = {"Authorization": f"Bearer {Caller(world.client).token}"}
    tally = Tally()

    def once(case: schemathesis.Case) -> None:
        tally.calls += 1
        known = filled[tally.calls % 3]
        case.path_parameters = {name: known.get(name, value) for name, value in (case.path_parameters or {}).items()}
        answer = case.call(headers=bearer | ({"If-Match": "*"} if tally.calls % 4 else {}))
        tally.broken += answer.status_code >= 500
        try:
            case.validate_response(answer, checks=CHECKS)
        except Exception as fault:
            tally.faults.append(f"{case.method} {case.path}: {fault}"[:2000])

    for operation in operations(schema):
        with suppress(Unsatisfiable):  # a call without parameters cannot be called wrongly
            run_of(examples)(given(case=operation.as_strategy(generation_mode=mode))(once))()
    return tally


def operations(schema):
    return [found.ok() for found in schema.get_all_operations()]


@pytest.fixture(autouse=True)
def _without_limits(settings):
    settings.API_REQUESTS_PER_MINUTE = settings.API_TOKENS_PER_MINUTE = 10_000_000


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_request_breaks_it(mode):
    tally = made(mode, SHORT)

    assert tally.faults == []
    assert tally.calls > 10 * SHORT


@pytest.mark.reliability
def test_10_000_requests_made_from_the_document(figure):
    goal, tally = size(LONG), Tally()
    for _ in range(4):
        for mode in GenerationMode:
            more = made(mode, max(1, goal // 50))
            tally = Tally(tally.calls + more.calls, tally.broken + more.broken, tally.faults + more.faults)
        if tally.calls >= goal:
            break
    name = f"{tally.calls:,} requests made from the OpenAPI document: answers of 5xx"
    figure(name, tally.broken, 0, passed=tally.broken == 0 and tally.calls >= goal)
    figure("  answers that it does not declare", len(tally.faults), 0, passed=not tally.faults)
    assert tally.faults[:5] == []
