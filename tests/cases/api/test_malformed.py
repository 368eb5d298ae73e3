"""Requests that no library would make."""

import pytest

from cases.models import Application
from recognition.api.middleware import LARGEST_BODY

from .caller import Caller, assert_problem

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe{}",
        b'{"facts": {"product_name": "\xc3"}}',
        b'\xef\xbb\xbf{"facts": {}}',
        b'{"facts": {"product_name": "a\\u0000b"}}',
        b'{"facts": {"product_name": "\\ud800"}}',
        b'{"facts": {"rr_mandated_pass_count": NaN}}',
        b'{"facts": {"rr_mandated_pass_count": -Infinity}}',
        b'{"facts": {"rr_mandated_pass_count": 1e999}}',
        b'{"facts": {"rr_mandated_pass_count": ' + b"9" * 5000 + b"}}",
        b'{"facts": {}, "facts": {"is_nas": true}}',
        b'{"facts": {"is_nas": true, "is_nas": false}}',
        b"[" * 100_000,
        b'{"facts":' * 5000 + b"1" + b"}" * 5000,
    ],
    ids=range(14),
)
def test_json_that_cannot_be_read(caller, body):
    assert_problem(caller.post("/applications/", body), 400, "malformed-json")
    assert not Application.objects.exists()


def test_a_body_of_more_than_a_megabyte(caller):
    body = b'{"facts": {"product_name": "' + b"x" * LARGEST_BODY + b'"}}'

    assert_problem(caller.post("/applications/", body), 413, "body-too-large")


def test_a_huge_number_is_one_field_that_is_wrong(caller):
    body = b'{"facts": {"rr_mandated_pass_count": ' + b"9" * 400 + b"}}"

    assert_problem(caller.post("/applications/", body), 422, "invalid-input")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_another_media_type(caller, kind):
    problem = assert_problem(caller.post("/applications/", b"a=b", content_type=kind), 415, "unsupported-media-type")

    assert "application/json" in problem["detail"]


def test_another_form_of_answer(caller):
    assert_problem(caller.get("/regulators/", accept="text/html"), 406, "not-acceptable")


def test_a_method_that_an_address_does_not_take(caller):
    answer = caller.call("PUT", "/applications/")

    assert_problem(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == "GET, HEAD, POST"


UNKNOWN = ["/", "/nothing/", "/applications/17/", "/applications/IRP-2026-1/", "/applications/IRP-2026-000001%00/"]


@pytest.mark.parametrize("path", UNKNOWN)
def test_an_unknown_address(caller, path):
    assert_problem(caller.get(path), 404, "not-found")


def test_an_address_without_its_slash(caller):
    problem = assert_problem(caller.post("/applications", {}), 404, "not-found")

    assert "/api/v1/applications/" in problem["detail"]
    assert caller.get("/applications").status_code == 301


def test_a_host_that_is_not_ours(caller):
    assert_problem(caller.get("/regulators/", host="evil.example"), 400, "bad-request")


def test_a_fault_of_ours_is_a_problem_document_too(caller, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("cases.api.reference_data.answer_with_etag", fails)
    quiet = Caller(caller.client)
    quiet.http.raise_request_exception = False

    answer = quiet.get("/regulators/")

    assert_problem(answer, 500, "server-error")
    assert b"secret of ours" not in answer.content
    monkeypatch.undo()
    assert caller.get("/regulators/").status_code == 200


WRONG = """
page_size=0 page_size=101 page_size=x page_size=%00
cursor=x cursor=%00 cursor=cD1hYmM= cursor=cD05OTk5OTk5OTk5OTk5OTk5OTk5OTk5
state=none state=%00 route=%00 stat=draft
updated_since=x updated_since=2026-01-01 updated_since=2026-13-01T00:00:00Z
updated_since=0001-01-01T00:00:00%2B14:00
"""


@pytest.mark.parametrize("query", WRONG.split())
def test_a_parameter_that_is_wrong(caller, query):
    problem = assert_problem(caller.get(f"/applications/?{query}"), 400, "invalid-parameter")

    assert problem["errors"][0]["pointer"] == f"/{query.partition('=')[0]}"
