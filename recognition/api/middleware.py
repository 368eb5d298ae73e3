"""Under /api/ and /oauth/ every refusal is a problem document, also one that no view has made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

from recognition.accounts.web.form_size import PLACES_OF_PROGRAMS

from .catalogue import KINDS, Kind, kind_of_status
from .handler import NOTHING_HERE
from .problems import ERRORS_AT, MEDIA_TYPE, body_of

PAGES: Final = (ERRORS_AT, "/api/v1/docs/")
LARGEST_BODY: Final = 1024 * 1024
REDIRECTS: Final = (301, 302, 307, 308)


class ProblemMiddleware:
    """Stands outside the middleware that redirects and refuses, so that it sees what they answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PLACES_OF_PROGRAMS) or request.path_info.startswith(PAGES):
            return self.get_response(request)
        refusal = _too_much(request)
        return refusal or _in_form(request, self.get_response(request))


def _too_much(request: HttpRequest) -> HttpResponse | None:
    """Files have limits of their own, where they are taken; every other body is held in memory and is small."""
    if "Transfer-Encoding" in request.headers and "CONTENT_LENGTH" not in request.META:
        return _problem(request, KINDS["length-required"])
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) <= LARGEST_BODY or request.content_type == "multipart/form-data":
        return None
    return _problem(request, KINDS["body-too-large"])


def _in_form(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code in REDIRECTS and request.method not in ("GET", "HEAD"):
        return _without_slash(request, response)
    if response.status_code < 400 or response.headers.get("Content-Type") == MEDIA_TYPE:
        return response
    kind = kind_of_status(response.status_code)
    answer = _problem(request, kind, NOTHING_HERE if kind.slug == "not-found" else "")
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in response.headers:
            answer.headers[name] = response.headers[name]
    return answer


def _without_slash(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A redirect would drop the body, and most clients would go on with a GET."""
    if not response.headers.get("Location", "").startswith(f"{request.path}/"):
        return response
    return _problem(request, KINDS["not-found"], f"Addresses end with a slash: {request.path}/")


def _problem(request: HttpRequest, kind: Kind, detail: str = "") -> HttpResponse:
    """With its length: the middleware that would add it stands further in."""
    body = body_of(kind, detail or f"{kind.meaning} {kind.remedy}", path=request.path)
    answer = JsonResponse(body, status=kind.status, content_type=MEDIA_TYPE)
    answer.headers["Content-Length"] = str(len(answer.content))
    answer.headers["Cache-Control"] = "no-store"
    return answer
