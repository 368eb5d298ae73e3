"""A person's deadlines as an iCalendar feed (RFC 5545), behind a secret address that needs no session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from cases.models import Deadline
from cases.operations.calendar_feeds import hash_of
from cases.queries.calendar import MINE, deadlines_of, until
from recognition.accounts.actors import person
from recognition.accounts.models import CalendarFeed, User
from recognition.accounts.permissions import READ, person_may
from recognition.api.throttles import PerMinute
from recognition.clock import now, today

AHEAD: Final = timedelta(days=400)
USE_KNOWN_FOR: Final = timedelta(minutes=10)


class PerCaller(PerMinute):
    """A calendar asks a few times an hour; whoever asks more often guesses, or is broken."""

    def who(self, request: HttpRequest) -> str:  # type: ignore[override]  # it asks only for the address
        return f"feed:{self.get_ident(request)}"  # type: ignore[arg-type]

    def limit(self) -> int:
        return settings.FEED_REQUESTS_PER_MINUTE


@login_not_required
@require_safe
def show(request: HttpRequest, secret: str) -> HttpResponse:
    """404 alike for an address that never was, has ended, or whose person may read no cases any more."""
    throttle = PerCaller()
    if not throttle.allow_request(request, None):  # type: ignore[arg-type]
        return _private(HttpResponse(status=429, headers={"Retry-After": str(int(throttle.wait()))}))
    feed = CalendarFeed.objects.select_related("user").filter(secret_hash=hash_of(secret)).first()
    if feed is None or not person_may(feed.user, READ):
        raise Http404("There is no such calendar.")
    _note_use(feed)
    body = calendar_of(feed.user)
    etag = quote_etag(sha256(body).hexdigest())
    answer = get_conditional_response(request, etag=etag) or HttpResponse(
        body, content_type="text/calendar; charset=utf-8"
    )
    answer.headers.setdefault("ETag", etag)
    return _private(answer)


def calendar_of(user: User) -> bytes:
    """The same bytes as long as nothing changed, so that a calendar that asks again is told so."""
    calendar = Calendar()
    calendar.add("prodid", "-//Recognition//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{settings.SERVICE_NAME}: deadlines of {user}")
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for row in until(deadlines_of(person(user), MINE), today() + AHEAD):
        calendar.add_component(_event(row))
    body: bytes = calendar.to_ical()
    return body


def _event(row: Deadline) -> Event:
    """All of a day, and it makes nobody busy. A forecast is tentative."""
    case, is_forecast = row.application, row.status == Deadline.Status.STOPPED
    event = Event()
    host = urlsplit(settings.SERVICE_URL).hostname
    event.add("uid", f"{case.reference}-{row.code}-{row.round}@{host}")
    event.add("dtstamp", case.updated_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", row.due_on)
    event.add("dtend", row.due_on + timedelta(days=1))
    event.add("summary", f"{row.name}: {case.reference}{' (forecast: the clock is stopped)' if is_forecast else ''}")
    event.add("description", _description(row, is_forecast))
    event.add("url", f"{settings.SERVICE_URL.rstrip('/')}/cases/{case.reference}/")
    event.add("status", "TENTATIVE" if is_forecast else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _description(row: Deadline, is_forecast: bool) -> str:
    product = row.application.product_name
    if is_forecast:
        as_of = f"{row.as_of.day} {row.as_of:%B %Y}"
        return f"{product}\nIf the company answers on {as_of}. The date moves while the clock is stopped."
    return product


def _note_use(feed: CalendarFeed) -> None:
    """To the nearest minutes: a write at each reading would tell nobody more."""
    at: datetime = now()
    if feed.last_used_at is None or at - feed.last_used_at > USE_KNOWN_FOR:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_used_at=at)


def _private(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
