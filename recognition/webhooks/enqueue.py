"""What an endpoint is to be told is a row first, written in the transaction of its cause."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from .models import Delivery, Endpoint
from .wake import wake_on_commit

TYPE: Final = "recognition.application."


@dataclass(frozen=True, slots=True)
class Event:
    """What has happened to `subject`. `id` is the record's entry, which makes each delivery of it unique."""

    id: UUID
    name: str
    subject: str
    at: datetime
    data: Mapping[str, Any]


def enqueue_events(organisation: int, events: Sequence[Event]) -> int:
    """One delivery of each event for each endpoint of the company that wants it; says how many. Of two transactions
    with one event at once, the database leaves the second's row out."""
    endpoints = list(Endpoint.objects.filter(organisation_id=organisation, is_active=True).order_by("pk"))
    rows = [_delivery(row, event) for event in events for row in endpoints if row.wants(event.name)]
    if rows:
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        wake_on_commit()
    return len(rows)


def _delivery(endpoint: Endpoint, event: Event) -> Delivery:
    return Delivery(
        endpoint=endpoint,
        event=event.id,
        type=TYPE + event.name,
        subject=event.subject,
        body=cloud_event(event),
        created_at=event.at,
        next_attempt_at=event.at,
    )


def cloud_event(event: Event) -> str:
    """CloudEvents 1.0 in its structured JSON form."""
    content = {
        "specversion": "1.0",
        "id": str(event.id),
        "source": f"{settings.SERVICE_URL.rstrip('/')}/api/v1/applications/{event.subject}/",
        "type": TYPE + event.name,
        "subject": event.subject,
        "time": event.at.isoformat(),
        "datacontenttype": "application/json",
        "data": event.data,
    }
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False)
