"""What of the site the OpenAPI document describes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension

from .authentication import BearerAuthentication
from .middleware import PLACES

Endpoint = tuple[str, str, str, Any]


def public_calls(endpoints: list[Endpoint]) -> list[Endpoint]:
    """The calls under /api/ and the token; nothing of the pages."""
    return [row for row in endpoints if row[0].startswith(PLACES)]


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the document describes it. Each call's scopes are added by the schema class."""

    target_class = BearerAuthentication
    name = "oauth2"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        scopes = settings.OAUTH2_PROVIDER["SCOPES"]
        return {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "/oauth/token/", "scopes": scopes}}}
