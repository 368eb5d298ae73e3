"""A session ends so long after its person's last request: reading is being there as much as writing is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from recognition.clock import now

SEEN: Final = "seen_at"
TEXT: Final = "text-"  # how the fields begin whose text a script keeps while it is typed
# Not written with every request; a session may end by so much too early.
COARSE: Final = timedelta(minutes=5)


def stay_awake(request: HttpRequest) -> None:
    """Call it for who is signed in. What a page's script asks for by itself keeps no session open on an empty desk."""
    if not _is_by_hand(request):
        return
    at, seen = now(), request.session.get(SEEN)
    if seen is None or at - datetime.fromisoformat(seen) >= min(COARSE, _lasts() / 20):
        request.session[SEEN] = at.isoformat()


def _is_by_hand(request: HttpRequest) -> bool:
    if request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate":
        return True
    return request.method == "POST" and any(name.startswith(TEXT) for name in request.POST)


def _lasts() -> timedelta:
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)
