"""Requests made from the document: none is answered by a crash, and every answer is one that it declares.

A short run, the same each time; `make reliability` has the long one, of about ten thousand requests.
"""

from contextlib import suppress

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

from .caller import Caller

pytestmark = [pytest.mark.integration, pytest.mark.django_db]

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
LONG = pytest.param(250, marks=pytest.mark.reliability, id="long")


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


def operations(schema):
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.parametrize("examples", [pytest.param(5, id="short"), LONG])
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_request_breaks_it(mode, examples, settings):
    settings.API_REQUESTS_PER_MINUTE = settings.API_TOKENS_PER_MINUTE = 1_000_000
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    caller = Caller()
    reference = Journey(client=caller.client).drafted().case.reference
    calls = 0

    for operation in operations(schema):

        @run_of(examples)
        def once(case):
            nonlocal calls
            calls += 1
            if case.path_parameters and calls % 2:
                case.path_parameters["reference"] = reference
            headers = {"Authorization": f"Bearer {caller.token}"}
            if calls % 3:
                headers["If-Match"] = "*"
            case.call_and_validate(headers=headers, checks=CHECKS)

        with suppress(Unsatisfiable):  # a call without parameters cannot be called wrongly
            given(case=operation.as_strategy(generation_mode=mode))(once)()
    assert calls > 10 * examples
