"""“What you had typed”: after signing in again, with a way back into its form."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recognition.accounts.models import User
from recognition.accounts.unsent import Unsent, drop_unsent, is_kept, unsent_of
from recognition.clock import now

from .browser import browser_of
from .entering import next_of
from .sign_in_required import WAITS
from .typed import shown


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """It shows, and sends nothing anywhere. A POST throws one of them away."""
    user = cast(User, request.user)
    if request.method == "POST":
        _throw_away(request, user)
        return redirect("unsent")
    rows = [{**shown(row.typed), "pk": row.pk, "kept_at": row.kept_at} for row in waiting(request, user)]
    return render(request, "accounts/unsent.html", {"rows": rows, "next": next_of(request)})


def waiting(request: HttpRequest, user: User) -> list[Unsent]:
    known = browser_of(request)
    return unsent_of(user, known.secret, at=now()) if known else []


def was_kept(request: HttpRequest) -> bool:
    """For the sign-in page, before anybody is known: of whom and what is not said."""
    known = browser_of(request)
    return known is not None and is_kept(known.secret, at=now())


def first_after_signing_in(request: HttpRequest, user: User) -> bool:
    """Whether something waits for this person in this browser; their session remembers it."""
    if not waiting(request, user):
        return False
    request.session[WAITS] = True
    return True


def _throw_away(request: HttpRequest, user: User) -> None:
    known, key = browser_of(request), request.POST.get("drop", "")
    if known and key.isascii() and key.isdigit() and len(key) < 19 and drop_unsent(user, known.secret, pk=int(key)):
        messages.success(request, "What you had typed has been thrown away.")
