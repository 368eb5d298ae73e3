"""The listed rows as a file for a spreadsheet, one line a difference."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from cases.models import SimulatedCase
from recognition.spreadsheets import csv_lines

HEADER = (
    "reference", "open", "state", "state then", "route", "route then", "rules say", "rules would say", "difference",
    "what", "before", "after", "days", "cannot be moved",
)  # fmt: skip


def exported(rows: QuerySet[SimulatedCase], name: str) -> StreamingHttpResponse:
    """Streamed, so that a hundred thousand rows need no memory."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv_lines(_lines(rows)), content_type="text/csv; charset=utf-8", headers=headers)


def _lines(rows: QuerySet[SimulatedCase]) -> Iterator[tuple[object, ...]]:
    yield HEADER
    for row in rows.order_by("id").iterator(chunk_size=500):
        said = (
            row.reference, "yes" if row.is_open else "no", row.state_before, row.state_after, row.route_before,
            row.route_after, row.outcome_before, row.outcome_after,
        )  # fmt: skip
        for difference in _differences(row) or [("", "", "", "", "")]:
            yield (*said, *difference, row.cannot_move)


def _differences(row: SimulatedCase) -> list[tuple[object, ...]]:
    rules: list[tuple[object, ...]] = [("rule", r["rule"], r["was"], r["becomes"], "") for r in row.rules]
    dates = [("deadline", f"{d['code']} {d['round']}", d["before"], d["after"], d["days"]) for d in row.deadlines]
    steps = [
        ("reminder", f"{r['deadline']} {r['round']} {r['step']}", r["before"], r["after"], "") for r in row.reminders
    ]
    return [*rules, *dates, *steps]
