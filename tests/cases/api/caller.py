"""A company's system that calls the API, as the tests use it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.test.client import BOUNDARY, encode_multipart
from oauth2_provider.models import AccessToken, set_token_value

from recognition.accounts.models import ApiClient
from recognition.clock import now
from tests.cases.journey import client_of

ROOT = "/api/v1"
EVERY_SCOPE = "applications:read applications:write documents:write webhooks:write"


def token_of(client: ApiClient, scope: str = EVERY_SCOPE, **fields: Any) -> str:
    """A token as /oauth/token/ would give it."""
    raw = uuid4().hex
    row = AccessToken(application=client, scope=scope, expires=now() + timedelta(hours=1), **fields)
    set_token_value(row, raw)
    row.save()
    return raw


class Form(bytes):
    """A multipart body, as a library would write it."""

    media_type = f"multipart/form-data; boundary={BOUNDARY}"

    @classmethod
    def of(cls, **fields: Any) -> Form:
        """A field that is (name, content) is a file."""
        shown = {
            name: SimpleUploadedFile(*value) if isinstance(value, tuple) else value for name, value in fields.items()
        }
        return cls(encode_multipart(BOUNDARY, shown))


@dataclass
class Caller:
    client: ApiClient = field(default_factory=client_of)
    scope: str = EVERY_SCOPE
    token: str = ""
    http: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        self.token = self.token or token_of(self.client, self.scope)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """`body` as JSON, or bytes as they are; a header is written if_match for If-Match."""
        named = {name.replace("_", "-"): value for name, value in headers.items() if value}
        if self.token:
            named.setdefault("Authorization", f"Bearer {self.token}")
        kind = named.pop("content-type", getattr(body, "media_type", "application/json"))
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        return self.http.generic(method, f"{ROOT}{path}", data, content_type=kind, headers=named)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.call("POST", path, body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.call("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> HttpResponse:
        return self.call("DELETE", path, **headers)


def assert_problem(answer: HttpResponse, status: int, slug: str = "") -> dict[str, Any]:
    """The answer is a problem document of that status (and kind). Returns it."""
    assert answer.status_code == status, answer.content[:500]
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = json.loads(answer.content)
    assert body["status"] == status
    assert body["instance"] == answer.request["PATH_INFO"]
    assert {"type", "title", "detail"} <= body.keys()
    if slug:
        assert body["type"].endswith(f"/api/v1/errors/{slug}/"), body
    return body


def pointers(body: dict[str, Any]) -> set[str]:
    return {error["pointer"] for error in body["errors"]}
