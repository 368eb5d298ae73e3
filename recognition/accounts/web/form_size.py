"""How much one form may say. What says more is read all the same, to be given back with the refusal (ADR 0039)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from .browser import browser_of

MOST_TEXT: Final = 5 * 1024 * 1024  # bytes of names and values in UTF-8: many texts of 200,000 characters
MOST_FIELDS: Final = 1000
# Programs come there, with tokens and limits of their own.
PLACES_OF_PROGRAMS: Final = ("/api/", "/oauth/")


class FormTooLarge(SuspiciousOperation):
    """What was sent can still be read, unlike with Django's own refusals."""

    has_too_many = False


class TooManyFields(FormTooLarge):
    has_too_many = True


class FormSize:
    """Stands behind the reading of a form for its token, and before any page does something with it. Who has never
    been signed in in this browser has nothing to lose with us: of theirs nothing that is too large is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _declared(request) > MOST_TEXT and not _may_send_much(request):
            raise RequestDataTooBig(f"More than {MOST_TEXT} bytes from a browser in which nobody has signed in.")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_: Any) -> None:
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            refuse_too_much(request.POST)


def refuse_too_much(sent: QueryDict) -> None:
    """Raises `FormTooLarge`, or `TooManyFields`."""
    pairs = [(name, value) for name, values in sent.lists() for value in values]
    if len(pairs) > MOST_FIELDS:
        raise TooManyFields(f"{len(pairs)} fields are more than the {MOST_FIELDS} that a form may have.")
    if sum(len(name.encode()) + len(str(value).encode()) for name, value in pairs) > MOST_TEXT:
        raise FormTooLarge(f"The fields hold more than the {MOST_TEXT} bytes that a form may have.")


def _declared(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else 0


def _may_send_much(request: HttpRequest) -> bool:
    if request.path_info.startswith(PLACES_OF_PROGRAMS) or browser_of(request) is not None:
        return True
    return request.user.is_authenticated
