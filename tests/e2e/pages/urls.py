"""The site's addresses, and some at which something breaks: what people then see is a page too."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.shortcuts import render
from django.urls import path
from django.views.csrf import csrf_failure

from recognition.urls import urlpatterns as the_sites


def _locked_out(request):
    told = {"failure_limit": 5, "cooloff_timedelta": timedelta(minutes=15)}
    return render(request, "accounts/locked_out.html", told, status=429)


def _raises(error: Exception):
    def view(request):
        raise error

    return view


urlpatterns = [
    *the_sites,
    path("broken/400/", _raises(SuspiciousOperation("Not like this."))),
    path("broken/403/", _raises(PermissionDenied())),
    path("broken/429/", lambda request: render(request, "429.html", status=429)),
    path("broken/500/", _raises(RuntimeError("It broke."))),
    path("broken/csrf/", csrf_failure),
    path(
        "broken/locked-out/",
        login_not_required(_locked_out),
    ),
]
