from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static

from recognition.accounts.actors import actor_for
from recognition.accounts.permissions import READ, may
from recognition.glossary import glossary


def home(request: HttpRequest) -> HttpResponse:
    """Where each begins the day: those who see cases with their own work, administrators in the administration."""
    return redirect("my-work" if may(actor_for(request), READ) else "admin:index")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/accessibility.html")


@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "help/help.html")


@login_not_required
def help_keys(request: HttpRequest) -> HttpResponse:
    return render(request, "help/keys.html")


@login_not_required
def help_words(request: HttpRequest) -> HttpResponse:
    return render(request, "help/words.html", {"sections": glossary()})


@login_not_required
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask here on the pages that name no icon: the administration's, the API's."""
    return redirect(static("recognition/favicon.svg"))
