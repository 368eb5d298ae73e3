"""The OpenAPI document's common part: every call's refusals, headers and scopes, read off the view itself."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from .catalogue import kind_of_status
from .problems import MEDIA_TYPE
from .shapes import ProblemDocument
from .views import ApiView


class ApiSchema(AutoSchema):
    def get_override_parameters(self) -> list[Any]:
        return [*super().get_override_parameters(), *_headers(self.view, self.method)]

    def get_auth(self) -> list[dict[str, list[str]]]:
        super().get_auth()  # puts the scheme itself into the document
        if not isinstance(self.view, ApiView):
            return []
        scope = self.view.scopes.get(self.method, "")
        return [{"oauth2": [scope] if scope else []}]

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        """A view names its own answers alone (`extend_schema` takes the place of every public way to add to them)."""
        answers: dict[str, Any] = super()._get_response_bodies(direction)
        refusals = (str(status) for status in sorted(_refusals(self.view, self.method)))
        return answers | {status: self._refusal(status, direction) for status in refusals if status not in answers}

    def _refusal(self, status: str, direction: Any) -> dict[str, Any]:
        described = OpenApiResponse(ProblemDocument, description=kind_of_status(int(status)).title)
        found: dict[str, Any] = self._get_response_for_code(described, status, [MEDIA_TYPE], direction)
        return found


def _refusals(view: Any, method: str) -> set[int]:
    found = {400, 401, 404, 405, 406, 413, 429, 500}
    if not isinstance(view, ApiView):
        return (found - {404}) | {415}
    if view.scopes.get(method):
        found.add(403)
    if method != "GET":
        found |= {409, 411, 415, 422}
    if method in view.takes_match:
        found.add(412)
    if method in view.needs_match:
        found.add(428)
    return found


def _headers(view: Any, method: str) -> list[OpenApiParameter]:
    if not isinstance(view, ApiView):
        return []
    found = []
    if method == "POST" and not view.makes_nothing:
        words = "Any text of 1 to 255 visible characters, new for each new request: repeating it has no second effect."
        found.append(_header("Idempotency-Key", words))
    if method in view.takes_match:
        words = "The ETag that was last read for the application."
        found.append(_header("If-Match", words, required=method in view.needs_match))
    return found


def _header(name: str, words: str, *, required: bool = False) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, required=required, description=words)
