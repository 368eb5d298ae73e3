"""What a company may see of an entry of the record, as the API and its webhooks tell it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cases.models import Application
from cases.queries.api_public import BY, EVENTS, public_details
from recognition.audit.models import Entry
from recognition.webhooks.enqueue import Event, enqueue_events

from .topics import title


def public_event(entry: Entry) -> dict[str, Any]:
    return {
        "id": str(entry.uuid),
        "event": entry.action,
        "title": title(entry.action),
        "at": entry.at,
        "on": entry.on,
        "by": BY[entry.actor_kind],
        "from_state": entry.from_state,
        "to_state": entry.to_state,
        "details": public_details(entry),
    }


def queue_events(application: Application, entries: Iterable[Entry]) -> None:
    """One delivery for each endpoint of the company, of each event that it may see."""
    told = [_event(application, entry) for entry in entries if entry.action in EVENTS]
    if told:
        enqueue_events(application.organisation_id, told)


def _event(application: Application, entry: Entry) -> Event:
    data = {"reference": application.reference, **public_event(entry)}
    return Event(id=entry.uuid, name=entry.action, subject=application.reference, at=entry.at, data=data)
