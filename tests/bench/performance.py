"""The performance page of the year with the most ended stages, and the same stages measured from their ledgers."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.test import Client, override_settings

from cases.models import EndedStage
from cases.queries.performance.derive import derived
from cases.queries.performance.ended import OUTCOMES
from cases.queries.performance.ends import other_ends
from cases.queries.performance.period import Period, period
from cases.queries.performance.report import newest_entry
from recognition.accounts.models import User

from .measure import Figure, median_ms, queries, seconds
from .pages import PLAIN, _get

TIMES = 5


def performance() -> Iterator[Figure]:
    """In seconds: it grows with the stages that ended in the year, so it is not held against the smallest size."""
    found = _busiest_year()
    client = Client()
    client.force_login(User.objects.get(username="manager"), backend="django.contrib.auth.backends.ModelBackend")
    page = _get(client, f"/performance/?period={found.code}")
    ended = EndedStage.objects.filter(ended_on__range=(found.first_on, found.last_on)).count()
    with override_settings(STORAGES=PLAIN):
        note = f"{queries(page)} queries"
        yield Figure(f"Performance page, {ended:,} ended stages", median_ms(page, times=TIMES) / 1000, "s", 1, note)
    yield Figure("  the same measured from their ledgers", seconds(lambda: _measured(found)), "s")


def _busiest_year() -> Period:
    years = EndedStage.objects.order_by().values_list(ExtractYear("ended_on")).annotate(ended=Count("pk"))
    year = max(years, key=lambda row: row[1])[0]
    found = period(f"{year}-01-01..{year}-12-31")
    if found is None:
        raise RuntimeError(f"{year} is no year of this service")
    return found


def _measured(found: Period) -> None:
    upto = newest_entry()
    for clock in OUTCOMES:
        derived(other_ends(clock, found, [], upto=upto), upto=upto)
