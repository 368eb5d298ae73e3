"""What becomes of endpoints: made, changed, given a new secret, taken away, switched off. All of it is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from recognition.accounts.actors import Actor, system
from recognition.accounts.models import Organisation
from recognition.audit.record import Subject, record
from recognition.outbox.enqueue import Draft, enqueue

from .models import Delivery, Endpoint
from .secrets import make_secret
from .wake import wake_on_commit


class TooManyEndpoints(Exception):
    """A company has as many as it may have."""


MOST = 10


@transaction.atomic
def make_endpoint(
    *, organisation: Organisation, actor: Actor, fields: Mapping[str, Any], at: datetime
) -> tuple[Endpoint, str]:
    """With its secret, which nobody is shown again. Raises `TooManyEndpoints`."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if held.webhook_endpoints.count() >= MOST:
        raise TooManyEndpoints
    endpoint = Endpoint.objects.create(organisation=held, created_at=at, **fields)
    secret = make_secret(endpoint, at=at)
    _record(endpoint, "webhook_endpoint_made", actor, at, {"url": endpoint.url, "events": endpoint.events})
    return endpoint, secret


@transaction.atomic
def change_endpoint(*, endpoint: Endpoint, actor: Actor, fields: Mapping[str, Any], at: datetime) -> Endpoint:
    """Switched on again it begins anew: what was given up stays so until it is retried."""
    row = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    before = {name: getattr(row, name) for name in fields}
    for name, value in fields.items():
        setattr(row, name, value)
    if row.is_active and not before.get("is_active", True):
        row.failing_since = row.resting_until = row.switched_off_at = None
        row.switched_off_because = ""
    row.save()
    _record(row, "webhook_endpoint_changed", actor, at, {"from": before, "to": dict(fields)})
    return row


@transaction.atomic
def rotate_secret(*, endpoint: Endpoint, actor: Actor, at: datetime) -> str:
    row = Endpoint.objects.select_for_update().get(pk=endpoint.pk)
    secret = make_secret(row, at=at)
    _record(row, "webhook_secret_rotated", actor, at, {})
    return secret


@transaction.atomic
def remove_endpoint(*, endpoint: Endpoint, actor: Actor, at: datetime) -> None:
    _record(endpoint, "webhook_endpoint_removed", actor, at, {"url": endpoint.url})
    endpoint.delete()


class NotGivenUp(Exception):
    """Only what was given up can be tried again: a waiting delivery goes by itself, another has arrived."""


@transaction.atomic
def retry(*, delivery: Delivery, actor: Actor, at: datetime) -> Delivery:
    """Put a delivery back at the foot of the ladder. Raises `NotGivenUp`."""
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if row.state != Delivery.State.PARKED:
        raise NotGivenUp(f"This delivery is {row.get_state_display().lower()}.")
    row.state, row.attempts, row.next_attempt_at = Delivery.State.WAITING, 0, at
    row.save(update_fields=["state", "attempts", "next_attempt_at"])
    _record(row.endpoint, "webhook_delivery_retried", actor, at, {"delivery": row.pk, "failed_with": row.last_error})
    wake_on_commit()
    return row


def switch_off(endpoint: Endpoint, why: str, *, at: datetime) -> None:
    """For a locked endpoint. What waits is given up, and its owner told by mail."""
    endpoint.is_active, endpoint.switched_off_at, endpoint.switched_off_because = False, at, why
    endpoint.save(update_fields=["is_active", "switched_off_at", "switched_off_because"])
    waiting = endpoint.deliveries.filter(state=Delivery.State.WAITING)
    count = waiting.update(state=Delivery.State.PARKED, last_error="The endpoint was switched off.")
    owner, actor = endpoint.organisation, system("webhooks")
    values = {"endpoint": endpoint, "why": why, "count": count, "site": settings.SERVICE_URL}
    subject, _, body = render_to_string("emails/webhooks/switched_off.txt", values).partition("\n")
    mail = Draft(
        key=f"webhook-off:{endpoint.pk}:{at:%Y%m%dT%H%M%S}",
        topic="webhook_switched_off",
        to=owner.contact_email,
        to_label=owner.name,
        subject=subject,
        body_text=body.strip() + "\n",
    )
    enqueue([mail], at=at)
    _record(endpoint, "webhook_endpoint_switched_off", actor, at, {"why": why, "given_up": count})


def _record(endpoint: Endpoint, action: str, actor: Actor, at: datetime, data: Mapping[str, Any]) -> None:
    subject = Subject("webhook_endpoint", str(endpoint.pk), endpoint.url[:200])
    record(at=at, actor=actor, subject=subject, action=action, data=data)
