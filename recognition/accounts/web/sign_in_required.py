"""Who is not signed in goes to sign in; what they were sending is kept for them meanwhile (ADR 0039)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url

from recognition.accounts.models import User
from recognition.accounts.unsent import Typed, drop_unsent, keep_unsent, unsent_of
from recognition.clock import now

from .browser import browser_of, remember
from .idle import stay_awake
from .typed import FILL_AGAIN, came_from, typed_in

FOUND = 302
FILLED = "unsent_forms_filled"  # addresses whose form was shown again with what had been typed
WAITS = "unsent_forms_wait"  # in the session of whom something was kept for


class SignInRequired(LoginRequiredMiddleware):
    def handle_no_permission(  # type: ignore[override]  # the text may have to stand in the answer itself
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        if request.method != "POST":
            answer: HttpResponseBase = super().handle_no_permission(request, view_func)
            return answer
        typed = typed_in(request)
        if typed is None or _keep(request, typed):
            return redirect_to_login(came_from(request), self.get_login_url(view_func))
        return given_back(request)

    def get_login_url(self, view_func: Any) -> str:
        """One place to sign in, the administration's pages included: its own would not lead back to them."""
        return resolve_url(settings.LOGIN_URL)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        user = getattr(request, "user", None)
        if isinstance(user, User) and user.pk:
            remember(request, response, user.pk)
            stay_awake(request)
            if request.method == "POST" and request.session.get(WAITS):
                _follow(request, response, user)
        return response


def given_back(request: HttpRequest) -> HttpResponse:
    """Where it cannot be kept, the answer itself holds it, and nobody else has it."""
    response = render(request, "accounts/session_ended.html", status=403)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _keep(request: HttpRequest, typed: Typed) -> bool:
    """Only for who was signed in here: nobody fills our tables from outside. The form's token was right already."""
    known = browser_of(request)
    user = User.objects.filter(pk=known.user, is_active=True).first() if known else None
    if known is None or user is None:
        return False
    return keep_unsent(typed, user=user, secret=known.secret, at=now())


def _follow(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """A redirect that warns of nothing is how every form of ours answers once it is done: then what was sent need not
    be given back again. That is the row that says the same, or the only one of an address whose form was filled in
    again; of two texts for one address neither is taken for the other."""
    path, filled = request.get_full_path(), request.session.get(FILLED, [])
    if FILL_AGAIN in request.POST and response.status_code != FOUND:
        request.session[FILLED] = [*filled, path]
        return
    known, typed = browser_of(request), typed_in(request)
    if known is None or typed is None or response.status_code != FOUND or _warns(request):
        return
    rows = [row for row in unsent_of(user, known.secret, at=now()) if row.typed.path == path]
    same = [row for row in rows if sorted(row.typed.fields) == sorted(typed.fields)]
    for row in same or (rows if len(rows) == 1 and path in filled else []):
        drop_unsent(user, known.secret, pk=row.pk)


def _warns(request: HttpRequest) -> bool:
    """Some pages refuse by leading back with a message. The messages are stored by now: reading takes none away."""
    return any(one.level >= messages.WARNING for one in messages.get_messages(request))
