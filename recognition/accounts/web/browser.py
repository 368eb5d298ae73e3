"""A cookie that says which browser this is and who was signed in last: what outlives the session (ADR 0039)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE: Final = "recognition_browser"
SALT: Final = "recognition.accounts.browser"
LASTS: Final = 30 * 24 * 60 * 60  # seconds; it is made anew, a day old, while somebody is signed in
FRESH: Final = 24 * 60 * 60  # seconds


@dataclass(frozen=True, slots=True)
class Browser:
    """`secret` is the browser's own and opens what was typed in it; `user` is the key of who was here last."""

    secret: str
    user: int


def browser_of(request: HttpRequest, *, at_most: int = LASTS) -> Browser | None:
    """None without the cookie, with one that we have not signed, or that is older than `at_most` seconds."""
    try:
        told = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=at_most)
        return Browser(str(told["secret"]), int(told["user"]))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None


def remember(request: HttpRequest, response: HttpResponseBase, user: int) -> None:
    """The browser keeps its secret when another person signs in: the first one's forms are still there for them."""
    known, fresh = browser_of(request), browser_of(request, at_most=FRESH)
    if fresh is not None and fresh.user == user:
        return
    secret = known.secret if known else secrets.token_urlsafe(32)
    response.set_cookie(
        COOKIE, signing.dumps({"secret": secret, "user": user}, salt=SALT),
        max_age=LASTS, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
