"""Settings of the API's libraries, for `recognition.settings`. It imports nothing of Django, which is starting."""

from typing import Any, Final

from .changes import CHANGES

DESCRIPTION: Final = """\
For companies' own systems: check a product's eligibility for recognition, submit an application, and see at any time
whose turn it is and how many days are left. Get a token from `POST /oauth/token/` first.

Errors are problem documents (RFC 9457). A POST that makes something takes an `Idempotency-Key`, a change of an
application an `If-Match` with its last ETag. Dates are days in London; times bear their zone.
"""

REST_FRAMEWORK: Final[dict[str, Any]] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["recognition.api.authentication.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["recognition.api.permissions.HasScope"],
    "DEFAULT_THROTTLE_CLASSES": ["recognition.api.throttles.PerClient"],
    "DEFAULT_PARSER_CLASSES": ["recognition.api.strict_json.StrictJson"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "recognition.api.pages.CursorPages",
    "DEFAULT_SCHEMA_CLASS": "recognition.api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "recognition.api.handler.handle",
    "URL_FORMAT_OVERRIDE": None,
    "COERCE_DECIMAL_TO_STRING": True,
}

SPECTACULAR_SETTINGS: Final[dict[str, Any]] = {
    "TITLE": "Recognition: the companies' API",
    "DESCRIPTION": DESCRIPTION,
    "VERSION": CHANGES[0].number,
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": [],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": ["recognition.api.document.public_calls"],
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "DISABLE_ERRORS_AND_WARNINGS": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
