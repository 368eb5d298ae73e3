"""What goes to companies' systems: the deliveries of their webhooks, and the endpoints that take none."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from recognition.accounts.actors import Actor
from recognition.webhooks.models import Delivery, Endpoint

from .capped import capped_counts
from .visible import visible_to


def deliveries(actor: Actor, *, state: str = "", endpoint: int | None = None) -> QuerySet[Delivery]:
    """Those about cases that the person may see. The bodies stay in the database: they are no use to a list."""
    found = Delivery.objects.filter(subject__in=visible_to(actor).values("reference"))
    found = found.filter(state=state) if state else found
    found = found.filter(endpoint=endpoint) if endpoint else found
    return found.select_related("endpoint__organisation").defer("body")


def counts(actor: Actor, *, endpoint: int | None) -> dict[str, int]:
    """By state, to a thousand."""
    return capped_counts({state: deliveries(actor, state=state, endpoint=endpoint) for state in Delivery.State.values})


def in_trouble() -> QuerySet[Endpoint]:
    """Endpoints that fail or were switched off, the longest first, with what waits for them and what was given up."""
    failing = Endpoint.objects.filter(~Q(failing_since=None) | ~Q(switched_off_at=None))
    waiting = Count("deliveries", filter=Q(deliveries__state=Delivery.State.WAITING))
    given_up = Count("deliveries", filter=Q(deliveries__state=Delivery.State.PARKED))
    rows = failing.select_related("organisation").annotate(waiting=waiting, given_up=given_up)
    return rows.order_by("failing_since", "id")
