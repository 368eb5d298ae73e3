"""The OpenAPI document: what of the site it describes, and where it is to be had."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer

from recognition.accounts.web.form_size import PLACES_OF_PROGRAMS

from .authentication import BearerAuthentication

Endpoint = tuple[str, str, str, Any]


def public_calls(endpoints: list[Endpoint]) -> list[Endpoint]:
    """The calls under /api/ and the token; nothing of the pages."""
    return [row for row in endpoints if row[0].startswith(PLACES_OF_PROGRAMS)]


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the document describes it. Each call's scopes are added by the schema class."""

    target_class = BearerAuthentication
    name = "oauth2"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        scopes = settings.OAUTH2_PROVIDER["SCOPES"]
        return {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/oauth/token/", "scopes": scopes}}}


@login_not_required
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """For everyone: it says nothing of anybody. It changes with the code alone, so a process makes it once."""
    body, etag = document()
    response = HttpResponse(
        body, content_type="application/json", headers={"Cache-Control": "max-age=300", "ETag": etag}
    )
    return get_conditional_response(request, etag=etag, response=response) or response


@cache
def document() -> tuple[bytes, str]:
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    body: bytes = OpenApiJsonRenderer().render(schema, renderer_context={})
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'
