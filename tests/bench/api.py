"""Create, read and submit over the API, each beside a bare view that reads or writes the same rows."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Iterable, Iterator

from django.http import HttpResponse
from django.test import Client, override_settings

from cases.demo.read import table
from cases.models import Application
from recognition.accounts.actors import company
from recognition.accounts.models import ApiClient
from tests.cases.api.caller import token_of

from . import floor_api
from .measure import Figure, queries, seconds
from .moves import TIMES, counted, draft, facts_of

JSON = "application/json"
Call = Callable[[], HttpResponse]


def calls() -> Iterator[Figure]:
    limits = {"API_REQUESTS_PER_MINUTE": 1_000_000}
    with override_settings(ROOT_URLCONF="tests.bench.floor", **limits):
        yield from _calls(ApiClient.objects.get(client_id="demo-company"))


def _calls(row: ApiClient) -> Iterator[Figure]:
    http = Client(headers={"Authorization": f"Bearer {token_of(row)}"})
    body = json.dumps({"facts": facts_of(table("cases")[0])})
    cases, twins = ([draft(company(row)) for _ in range(TIMES + 1)] for _ in range(2))
    newest = cases[0].reference

    def post(path: str, sent: str = "{}", **headers: str) -> Call:
        return lambda: http.post(path, sent, content_type=JSON, headers=headers)

    yield from _beside(
        "API: create",
        [post("/api/v1/applications/", body)] * TIMES,
        [post("/floor/create/", body)] * TIMES,
    )
    yield from _beside(
        "API: read",
        [lambda: http.get(f"/api/v1/applications/{newest}/")] * TIMES,
        [lambda: http.get(f"/floor/read/{newest}/")] * TIMES,
        goal=1.5,
    )
    first, *others = cases
    _, written = counted(first, lambda case: _submit(post, case)())
    floor_api.written.update(written)
    submits = [_submit(post, case) for case in others]
    yield from _beside("API: submit", submits, [post(f"/floor/submit/{case.reference}/") for case in twins[1:]])


def _submit(post: Callable[..., Call], case: Application) -> Call:
    return post(f"/api/v1/applications/{case.reference}/submit/", **{"If-Match": "*"})


def _beside(name: str, ours: Iterable[Call], floor: Iterable[Call], *, goal: float = 2.5) -> Iterator[Figure]:
    (first, *calls), (bare_first, *bare_calls) = ours, floor
    asked, bare_asked = queries(_good(first)), queries(_good(bare_first))
    took, bare = (statistics.median(seconds(_good(call)) for call in each) * 1000 for each in (calls, bare_calls))
    yield Figure(name, took, "ms", note=f"{asked} queries")
    yield Figure("  its floor", bare, "ms", note=f"{bare_asked} queries")
    yield Figure("  ratio of the medians", took / bare, "x", goal)
    yield Figure("  throughput of one client", 1000 / took, "a second", note=f"floor {1000 / bare:,.0f}")


def _good(call: Call) -> Callable[[], None]:
    def made() -> None:
        answer = call()
        if answer.status_code >= 300:
            raise RuntimeError(f"answered {answer.status_code}: nothing to measure: {answer.content[:300]!r}")

    return made
