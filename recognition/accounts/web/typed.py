"""What stands in a form that was sent, without its secrets: to be kept, or given back with the error (ADR 0039)."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme

from recognition.accounts.unsent import Typed

FILL_AGAIN: Final = "filled_again"
SECRET: Final = re.compile(r"password|passwd|secret|token|^otp|^api_key$", re.IGNORECASE)
LONG: Final = 1000  # characters: worth shortening, where a form said too much
# The form's own token, and presses that stand for having read a page: it has to be read again.
LEFT_OUT: Final = frozenset({"csrfmiddlewaretoken", "confirmed", FILL_AGAIN})
# Nothing is typed there but passwords and codes.
ALL_SECRET: Final = frozenset({"sign-in", "sign-in-code", "new-password", "second-factor", "second-factor-remove"})


def typed_in(request: HttpRequest) -> Typed | None:
    """None where nothing was sent that a person could miss, and for what a script sends beside the page."""
    if request.method != "POST" or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return None
    match = request.resolver_match
    if match is not None and match.url_name in ALL_SECRET:
        return None
    sent = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    fields = tuple(pair for pair in sent if pair[0] not in LEFT_OUT and not SECRET.search(pair[0]))
    files = tuple(str(file.name) for _, row in request.FILES.lists() for file in row)
    if name := getattr(request, "file_not_taken", ""):
        files = (*files, str(name))
    if not files and not any(value.strip() for _, value in fields):
        return None
    had_secrets = any(SECRET.search(name) for name, _ in sent if name not in LEFT_OUT)
    return Typed(escape_leading_slashes(request.get_full_path()), came_from(request), fields, files, had_secrets)


def came_from(request: HttpRequest) -> str:
    """The page of ours that sent it. Some addresses only take what is sent, and have no page."""
    told = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(told, {request.get_host()}, require_https=request.is_secure()):
        return escape_leading_slashes(request.get_full_path())
    parts = urlsplit(told)
    return escape_leading_slashes(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}")


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent it, by what browsers say of themselves. What another site has written must never
    stand in a form of ours with a token of ours; under a host that is not ours there is no page of ours."""
    try:
        host = request.get_host()
    except DisallowedHost:
        return False
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    told = request.headers.get("Origin") or request.headers.get("Referer") or ""
    here = url_has_allowed_host_and_scheme(told, {host}, require_https=request.is_secure())
    return bool(urlsplit(told).netloc) and here


def shown(typed: Typed) -> dict[str, Any]:
    """For the template: all of it to be sent again, `rows` of what is not empty, and whether its page fills it in."""
    try:
        view = resolve(urlsplit(typed.path).path).func
    except Resolver404:
        view = None
    fields = [
        {"field": name, "name": _words(name), "value": value, "is_long": len(value) > LONG}
        for name, value in typed.fields
    ]
    rows = [row for row in fields if str(row["value"]).strip()]
    fills = getattr(view, "fills_again", False)
    return {"typed": typed, "fields": fields, "rows": rows, "fills": fills, "FILL_AGAIN": FILL_AGAIN}


def fills_again(view: Any) -> Any:
    """Marks a view that shows its form with what is sent, and does nothing, where `FILL_AGAIN` is among it."""
    view.fills_again = True
    return view


def _words(name: str) -> str:
    return " ".join(re.split(r"[_-]+", name)).strip().capitalize()
