"""Delivers what is due, one delivery a transaction, as the outbox does with mail.

The row is locked, the endpoint is called, the row is marked, and then all of it commits. A relay that is killed in
between leaves the row waiting: nothing is lost, and at most one call is repeated, with the same webhook-id.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from recognition.clock import now

from .addresses import AddressRefused, target_of
from .calling import CallFailed, call
from .endpoints import switch_off
from .ladder import OFF_AFTER, REST, wait_after
from .models import Delivery, Endpoint
from .secrets import signing_keys
from .signing import signed_headers

log = structlog.get_logger(__name__)
LONGEST_RUN: Final = timedelta(seconds=50)
GONE: Final = 410


def relay_due() -> int:
    """Deliver until nothing is due, and say how many were."""
    until, delivered = now() + LONGEST_RUN, 0
    while now() < until and (done := relay_one()) is not None:
        delivered += done
    return delivered


def relay_one() -> bool | None:
    """Whether the next delivery was taken; None when nothing is due."""
    with transaction.atomic():
        row = due(now()).select_for_update(skip_locked=True, of=("self",)).first()
        if row is None:
            return None
        status, error = _call(row)
        _mark(row, status, error, at=now())
    return row.state == Delivery.State.SENT


def due(at: datetime) -> QuerySet[Delivery]:
    """Waiting deliveries whose time has come, each behind any earlier one of the same case to the same endpoint."""
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING)
    before = waiting.filter(endpoint=OuterRef("endpoint"), subject=OuterRef("subject"), id__lt=OuterRef("id"))
    rested = Q(endpoint__resting_until=None) | Q(endpoint__resting_until__lte=at)
    rows = waiting.filter(~Exists(before), rested, endpoint__is_active=True, next_attempt_at__lte=at)
    return rows.select_related("endpoint__organisation").order_by("next_attempt_at", "id")


def _call(row: Delivery) -> tuple[int | None, str]:
    """The status of the answer, or why there is none; a fault of any kind must not stop the deliveries behind it."""
    body, name = row.body.encode(), str(row.event)
    try:
        target = target_of(row.endpoint.url)
        signed = signed_headers(signing_keys(row.endpoint, at=now()), name=name, at=now(), body=body)
        headers = {"Content-Type": "application/cloudevents+json; charset=utf-8", "User-Agent": "Recognition", **signed}
        return call(target, headers=headers, body=body), ""
    except (AddressRefused, CallFailed) as error:
        return None, str(error)[:300]
    except Exception as error:
        log.exception("webhook_failed", delivery=row.pk)
        return None, type(error).__name__


def _mark(row: Delivery, status: int | None, error: str, *, at: datetime) -> None:
    row.attempts += 1
    row.last_attempt_at, row.last_status = at, status
    if status is not None and 200 <= status < 300:
        row.state, row.sent_at, row.last_error = Delivery.State.SENT, at, ""
        row.save()
        Endpoint.objects.filter(pk=row.endpoint_id).update(failing_since=None, resting_until=None)
        return
    row.last_error = error or f"The endpoint answered {status}."
    wait = wait_after(row.attempts, f"{row.endpoint_id}:{row.event}")
    if wait is None:
        row.state = Delivery.State.PARKED
    else:
        row.next_attempt_at = at + wait
    row.save()
    log.warning("webhook_not_taken", delivery=row.pk, attempts=row.attempts, state=row.state, status=status)
    _note_failure(row, status, at)


def _note_failure(row: Delivery, status: int | None, at: datetime) -> None:
    endpoint = Endpoint.objects.select_for_update().get(pk=row.endpoint_id)
    endpoint.failing_since = endpoint.failing_since or at
    endpoint.resting_until = at + REST
    endpoint.save(update_fields=["failing_since", "resting_until"])
    if status == GONE:
        switch_off(endpoint, "It answered 410: it is gone for good.", at=at)
    elif at - endpoint.failing_since >= OFF_AFTER:
        switch_off(endpoint, f"It has taken nothing for five days. The last time: {row.last_error}"[:300], at=at)
