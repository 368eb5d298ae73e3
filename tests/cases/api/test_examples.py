"""Every body of the document has an example, and each example is sent as it stands."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import jsonschema
import pytest
import time_machine
from django.test import Client

from cases.api.examples import EXAMPLES
from recognition.clock import LONDON
from tests.cases.journey import Journey, client_of

from .caller import Caller, Form
from .url_map import World

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
ON_A_DRAFT = {"applications_change", "approvals_create", "approvals_change", "documents_create", "passport_record"}


@pytest.fixture
def document() -> dict[str, Any]:
    return Client().get("/api/v1/openapi.json").json()


def with_body(document):
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            if "requestBody" in call:
                yield call["operationId"], method, path, call


def test_every_body_has_its_example_and_no_example_is_left_over(document):
    names = {name for name, _, _, call in with_body(document)}

    assert names == EXAMPLES.keys()
    for name, _, _, call in with_body(document):
        (content,) = call["requestBody"]["content"].values()
        assert content["examples"]["Example"]["value"] == EXAMPLES[name][1]


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "token_create"])
def test_it_is_taken_as_it_stands(document, name):
    client = client_of()
    world = World(client)
    draft = Journey(client=client, day=date(2026, 2, 2)).drafted().case
    values = world.values
    if name in ON_A_DRAFT:
        values |= {"reference": draft.reference, "approval": draft.reference_approvals.get().pk}
    _, method, path, call = next(row for row in with_body(document) if row[0] == name)
    body = EXAMPLES[name][1]
    if name == "documents_create":
        body = Form.of(**body, file=("letter.txt", b"Dear assessor"))

    with time_machine.travel(world.journey.at.astimezone(LONDON)):
        address = path.removeprefix("/api/v1").format(**values)
        answer = Caller(client).call(method.upper(), address, body, if_match="*")

    assert answer.status_code in (200, 201), answer.content
    _fits(answer.json(), call["responses"][str(answer.status_code)], document)


def test_the_token(document):
    client = client_of()
    client.client_id, client.client_secret = "demo-company", "demo-company-secret"
    client.save()

    form = urlencode(EXAMPLES["token_create"][1])
    answer = Client().post("/oauth/token/", form, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 200
    (call,) = (call for name, _, _, call in with_body(document) if name == "token_create")
    _fits(answer.json(), call["responses"]["200"], document)


def _fits(body: Any, described: dict[str, Any], document: dict[str, Any]) -> None:
    (content,) = described["content"].values()
    schema = {**content["schema"], "components": document["components"]}
    jsonschema.Draft202012Validator(schema).validate(body)
