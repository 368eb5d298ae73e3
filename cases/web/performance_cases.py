"""The cases behind a figure as a file: all of them that the person may see, on record before the first line leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cases.operations.bulk.export import record_export
from cases.queries.performance.ended import Ended
from cases.queries.performance.listed import listed, seen
from recognition.accounts.actors import Actor
from recognition.clock import now
from recognition.spreadsheets import csv_file, xlsx_file

from .bulk_export import AT_ONCE, EXPORTS
from .people import reader
from .performance import behind_figure

HEAD: Final = (
    "Reference", "Product", "Route", "From", "Until", "Clock-on days", "Elapsed days", "In time", "Days from receipt",
    "Corrections", "Stops", "Extensions", "Reversions", "State by it", "State today",
)  # fmt: skip
SAID: Final = {None: "", True: "yes", False: "no"}


@never_cache
@require_POST
def cases_file(request: HttpRequest) -> HttpResponseBase:
    actor, kind = reader(request), request.POST.get("kind", "")
    if kind not in EXPORTS:
        raise Http404("There is no such kind of file.")
    period, _, found = behind_figure(request)
    rows = seen(actor, found)
    record_export(actor=actor, kind=kind, cases=len(rows), at=now())
    name = f"{request.GET['figure']}-{period.code}.{kind}"
    lines = _lines(actor, rows)
    return csv_file(lines, name) if kind == "csv" else xlsx_file([("Cases", lines)], name)


def _lines(actor: Actor, rows: Sequence[Ended]) -> Iterator[Sequence[Any]]:
    yield HEAD
    for start in range(0, len(rows), AT_ONCE):
        for row in listed(actor, rows[start : start + AT_ONCE]):
            case, one = row.case, row.ended
            yield (
                *(case.reference, case.product_name, one.route or case.route),
                *(one.started_on.isoformat(), one.ended_on.isoformat(), one.clock_days, one.elapsed),
                *(SAID[one.in_time], one.since_receipt),
                *(one.corrections, one.stops, one.extensions, one.reversions, one.state, case.get_state_display()),
            )
