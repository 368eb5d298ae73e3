"""The list of stopped clocks, sorted by the day on which the company's time to answer runs out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.models import Application
from cases.queries.stops import stops
from recognition.clock import today

from .people import reader
from .words import day, days, due_colour, due_in, state_colour
from .worklist_row import owner_of

STOPS_A_PAGE = 50
AWAITED = {"decision": "Reply to the request", "validation": "Corrected sequence"}


@dataclass(frozen=True, slots=True)
class Expiry:
    """When the time to answer runs out, as the tag of a date is drawn."""

    on: str
    words: str
    colour: str


@dataclass(frozen=True, slots=True)
class Row:
    case: Application
    colour: str
    awaited: str
    since: str
    stood: str
    asked_by: str
    expiry: Expiry | None
    forecast: str
    as_of: str
    owner: str


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    found = Paginator(stops(reader(request)), STOPS_A_PAGE).get_page(request.GET.get("page"))
    rows = [_row(row, today()) for row in found.object_list]
    return render(request, "cases/stops.html", {"section": "stops", "page_obj": found, "rows": rows})


def _row(row: Any, now: date) -> Row:
    case, since = row.application, row.since
    asked_by = row.asked_by if row.code == "decision" else str(case.validator or "")
    return Row(
        case=case,
        colour=state_colour(case.state),
        awaited=AWAITED[row.code],
        since=day(since) if since else "Unknown",
        stood=days((now - since).days) if since else "",
        asked_by=asked_by or "",
        expiry=_expiry(row.expires_on, now),
        forecast=day(row.due_on),
        as_of=day(row.as_of),
        owner=owner_of(case)[0],
    )


def _expiry(on: date | None, now: date) -> Expiry | None:
    return Expiry(day(on), due_in(on, now), due_colour(on, now)) if on else None
