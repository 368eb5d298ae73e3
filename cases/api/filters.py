"""The list's parameters. A misspelt one would silently give everything, so it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime

from cases.models import Application, State
from recognition.api.pages import wrong_parameter
from recognition.routes.text import unfit

KNOWN: Final = ("cursor", "innovation_passport", "page_size", "route", "state", "updated_since")


def filtered(rows: QuerySet[Application], given: Mapping[str, str]) -> QuerySet[Application]:
    for name in given:
        if name not in KNOWN:
            raise wrong_parameter(name[:60], f"There is no such parameter. There are {', '.join(KNOWN)}.")
    if "state" in given:
        rows = rows.filter(state=_state(given["state"]))
    if "route" in given:
        rows = rows.filter(route=_route(given["route"]))
    if "innovation_passport" in given:
        rows = rows.filter(innovation_passport__isnull=not _yes(given["innovation_passport"]))
    if "updated_since" in given:
        rows = rows.filter(updated_at__gte=_time(given["updated_since"]))
    return rows


def _state(text: str) -> str:
    if text not in State.values:
        raise wrong_parameter("state", f"Give one of {', '.join(State.values)}.")
    return text


def _yes(text: str) -> bool:
    if text not in ("true", "false"):
        raise wrong_parameter("innovation_passport", "Give true or false.")
    return text == "true"


def _route(text: str) -> str:
    if not text or len(text) > 12 or unfit(text):
        raise wrong_parameter("route", "Give a route's code, such as A. See GET /api/v1/routes/.")
    return text


def _time(text: str) -> datetime:
    """In UTC: the database takes fewer offsets than the calendar does."""
    try:
        time = parse_datetime(text)
        if time is not None and time.tzinfo is not None:
            return time.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    words = "Give a time with its zone, such as 2026-03-02T09:00:00Z. A + is written %2B in an address."
    raise wrong_parameter("updated_since", words)
