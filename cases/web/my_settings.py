"""My settings: how reminders come, who stands in for me, what bars me, and the secret address of my calendar."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.models import ViewSubscription
from cases.operations.calendar_feeds import end_feed, make_feed
from cases.operations.choose_delivery import choose_delivery
from cases.operations.choose_keys import choose_keys
from cases.queries.case_people import own_conflicts
from cases.queries.conflicts import STANDING
from cases.queries.saved_views import views_of
from recognition.accounts.actors import Actor
from recognition.accounts.models import Absence, CalendarFeed, ReminderDelivery
from recognition.clock import now, today

from .act_page import WRONG_INPUT
from .forms.absence import DeliveryForm, KeysForm
from .people import reader


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    return _page(request, reader(request))


@never_cache
@require_POST
def delivery(request: HttpRequest) -> HttpResponse:
    actor, form = reader(request), DeliveryForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, form=form, status=WRONG_INPUT)
    choose_delivery(actor=actor, choice=form.cleaned_data["choice"], at=now())
    messages.success(request, "Your choice is kept.")
    return redirect("settings")


@never_cache
@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    actor, form = reader(request), KeysForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, keys_form=form, status=WRONG_INPUT)
    choose_keys(actor=actor, listens=form.cleaned_data["keys"] == "on", at=now())
    messages.success(request, "Your choice is kept.")
    return redirect("settings")


@never_cache
@require_POST
def new_feed(request: HttpRequest) -> HttpResponse:
    """The one page that shows the address: only its hash is kept, so it stands in no session and no redirect."""
    actor = reader(request)
    path = reverse("calendar-feed", args=[make_feed(actor=actor, at=now())])
    return _page(request, actor, address=f"{settings.SERVICE_URL.rstrip('/')}{path}")


@never_cache
@require_POST
def stop_feed(request: HttpRequest) -> HttpResponse:
    if end_feed(actor=reader(request), at=now()):
        messages.success(request, "The address of your calendar shows nothing any more.")
    return redirect("settings")


def _page(request: HttpRequest, actor: Actor, *, status: int = 200, **more: Any) -> HttpResponse:
    user = actor.user
    choice = ReminderDelivery.objects.filter(user=user).values_list("choice", flat=True).first()
    own = Absence.objects.filter(user=user, cancelled_at=None, until_on__gte=today()).select_related("deputy")
    standing_in = Absence.objects.filter(deputy=user, cancelled_at=None, until_on__gte=today()).select_related("user")
    context = {
        "section": "settings",
        "form": DeliveryForm(initial={"choice": choice or ReminderDelivery.Choice.AT_ONCE}),
        "keys_form": KeysForm(initial={"keys": "on" if user and user.listens_to_keys else "off"}),
        "feed": CalendarFeed.objects.filter(user=user).first(),
        "absences": own,
        "standing_in": standing_in,
        "conflicts": own_conflicts(actor).filter(STANDING),
        "views": views_of(actor),
        "told_of": ViewSubscription.objects.filter(user=user).select_related("view"),
        **more,
    }
    return render(request, "cases/my_settings.html", context, status=status)
