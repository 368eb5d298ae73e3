"""Webhooks, for who oversees what leaves: what was given up and why, and the way to try it again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.queries.capped import said
from cases.queries.deliveries import counts, deliveries, in_trouble
from cases.queries.keyset import Order, page_of
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import OVERSEE, may
from recognition.clock import now
from recognition.webhooks.endpoints import NotGivenUp, retry
from recognition.webhooks.models import Delivery, Endpoint

from .people import reader

PAGE = 50
COLOURS = {"waiting": "yellow", "sent": "green", "parked": "red"}


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Newest first; the filters stand in the address, and one that means nothing is left out."""
    actor, asked = _overseer(request), request.GET
    state = asked.get("state", "") if asked.get("state") in Delivery.State.values else ""
    endpoint = _endpoint(asked.get("endpoint", ""))
    found = deliveries(actor, state=state, endpoint=endpoint.pk if endpoint else None)
    order = Order("created_at", descending=True)
    page = page_of(found, order, size=PAGE, after=asked.get("after", ""), before=asked.get("before", ""))
    context = {
        "section": "more",
        "key_page": page,
        "rows": [{"row": row, "colour": COLOURS[row.state]} for row in page.rows],
        "state": state,
        "endpoint": endpoint,
        "tabs": _tabs(actor, endpoint),
        "troubled": in_trouble(),
    }
    return render(request, "cases/deliveries.html", context)


@never_cache
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    actor = _overseer(request)
    row = get_object_or_404(deliveries(actor), pk=pk)
    try:
        retry(delivery=row, actor=actor, at=now())
        messages.success(request, "The delivery waits again and goes out within a minute.")
    except NotGivenUp as refused:
        messages.warning(request, str(refused))
    return redirect(f"{reverse('webhooks')}?state={Delivery.State.PARKED}")


def _overseer(request: HttpRequest) -> Actor:
    actor = reader(request)
    if not may(actor, OVERSEE):
        raise PermissionDenied("Only those who oversee what leaves the system see webhooks.")
    return actor


def _endpoint(asked: str) -> Endpoint | None:
    known = asked.isascii() and asked.isdecimal() and len(asked) < 10
    return Endpoint.objects.select_related("organisation").filter(pk=int(asked)).first() if known else None


def _tabs(actor: Actor, endpoint: Endpoint | None) -> list[dict[str, Any]]:
    found = counts(actor, endpoint=endpoint.pk if endpoint else None)
    return [{"name": name, "words": words, "count": said(found[name])} for name, words in Delivery.State.choices]
