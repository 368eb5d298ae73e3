"""The OpenAPI document describes every call with its refusals, and what it shows can be sent."""

import json
import re
import shutil
import subprocess
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.html import escape

from cases.api.examples import CHECK
from recognition.api.catalogue import KINDS
from recognition.api.changes import CHANGES
from tests.cases.journey import client_of

pytestmark = [pytest.mark.integration]
DOCUMENT = "/api/v1/openapi.json"


def test_the_document_is_valid_and_complete(capsys):
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")


@pytest.mark.django_db
def test_every_call_declares_its_refusals():
    document = Client().get(DOCUMENT).json()

    assert document["openapi"] == "3.1.0"
    for path, calls in document["paths"].items():
        for method, call in calls.items():
            if method == "parameters":
                continue
            refusals = {status: row for status, row in call["responses"].items() if status >= "400"}
            wanted = {"400", "401", "405", "406", "413", "429", "500"} | ({"404"} if "{" in path else set())
            assert wanted <= refusals.keys(), (method, path)
            kinds = {kind for row in refusals.values() for kind in row["content"]}
            assert kinds == {"application/problem+json"}, (method, path)


@pytest.mark.django_db
def test_the_example_is_answered(caller):
    answer = caller.post("/eligibility-checks/", CHECK)

    assert answer.status_code == 200
    assert answer.json()["outcome"] == "B"


@pytest.mark.django_db
def test_the_pages_are_for_everyone():
    http = Client()
    page = http.get("/api/v1/docs/")
    assert page.status_code == 200
    assert b"grant_type=client_credentials" in page.content
    assert escape(CHANGES[0].changes[0]).encode() in page.content
    assert http.get(DOCUMENT).json()["info"]["version"] == CHANGES[0].number
    assert b"unsafe-inline" not in page.headers["Content-Security-Policy"].encode()
    for slug, kind in KINDS.items():
        page = http.get(f"/api/v1/errors/{slug}/")
        assert (page.status_code, escape(kind.title).encode() in page.content) == (200, True)
    assert http.get("/api/v1/errors/").status_code == 200
    assert http.get("/api/v1/errors/none/").status_code == 404


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl here")
@pytest.mark.django_db(transaction=True)
def test_the_first_call_works_when_pasted(live_server, settings):
    settings.DEMO, settings.SERVICE_URL = True, live_server.url
    client = client_of()
    client.client_id, client.client_secret = "demo-company", "demo-company-secret"
    client.save()
    page = Client().get("/api/v1/docs/").content.decode()
    blocks = re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.DOTALL)

    done = subprocess.run(["bash", "-c", unescape("\n".join(blocks))], capture_output=True, text=True, timeout=60)

    assert json.loads(done.stdout)["outcome"] == "B", done
