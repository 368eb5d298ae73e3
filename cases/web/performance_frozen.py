"""A frozen period: its figures, their definitions, run again, and what is different by today; and figures as files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.models import PerformanceSnapshot
from cases.queries.performance.definitions import DEFINITIONS, LATE, TITLES, VERSION
from cases.queries.performance.figures import Figure
from cases.queries.performance.period import month_of, period
from cases.queries.performance.report import (
    Report,
    as_figures,
    fields_of,
    frozen_text,
    newest_entry,
    report,
    run_again,
    seal,
)
from recognition.clock import LONDON, now, today
from recognition.spreadsheets import csv_file, xlsx_file

from .people import reader
from .performance import kept_period, names
from .performance_tables import Names, Shown, of_words, value_words

CSV, XLSX = "csv", "xlsx"
HEAD: Final = ("period", "figure", "title", "by", "key", "name", "value", "unit", "numerator", "denominator")
UNITS: Final = {"count": "cases", "share": "percent", "days": "days"}


@dataclass(frozen=True, slots=True)
class Moved:
    name: str
    part: str
    frozen: str
    by_today: str


@never_cache
@require_safe
def frozen(request: HttpRequest, pk: int) -> HttpResponse:
    reader(request)
    row = get_object_or_404(PerformanceSnapshot.objects.select_related("frozen_by"), pk=pk)
    kept, again = _kept(row), run_again(row, kept_period(row))
    called = names()
    shown = Shown(kept, called, this_month=month_of(today()), frozen=row.pk)
    now_ = report(kept.period, upto=newest_entry())
    context = {
        "section": "more",
        "row": row,
        "period": kept.period,
        "tables": shown.tables,
        "charts": shown.charts,
        "seal_fits": seal(fields_of(row, tuple(again))) == row.sha256,
        "same_words": row.version == VERSION,
        "is_same": frozen_text(again) == frozen_text(fields_of(row, tuple(again))),
        "moved": list(_moved(kept, now_, called)),
        "definitions": [(TITLES.get(code, code), words) for code, words in row.definitions.items()],
    }
    return render(request, "cases/performance_frozen.html", context)


@never_cache
@require_safe
def frozen_file(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    reader(request)
    row = get_object_or_404(PerformanceSnapshot.objects.select_related("frozen_by"), pk=pk)
    about = [
        ("frozen by", str(row.frozen_by)),
        ("cut-off", row.cut_off.astimezone(LONDON).isoformat()),
        ("read to entry", row.read_to),
        ("SHA-256", row.sha256),
        ("definitions", f"version {row.version}"),
        ("corrections that come later", row.late),
    ]
    return _file(_kept(row), kind, about, row.definitions, f"performance-{row.period}-frozen-{row.pk}")


@never_cache
@require_safe
def file(request: HttpRequest, kind: str) -> HttpResponseBase:
    reader(request)
    found = period(request.GET.get("period", ""))
    if found is None:
        raise Http404("There is no such period.")
    own = report(found, upto=newest_entry())
    about = [
        ("view of", now().isoformat(timespec="seconds")),
        ("read to entry", own.read_to),
        ("definitions", f"version {VERSION}"),
        ("corrections that come later", LATE),
    ]
    return _file(own, kind, about, DEFINITIONS, f"performance-{found.code}")


def _kept(row: PerformanceSnapshot) -> Report:
    return Report(kept_period(row), row.read_to, as_figures(row.figures))


def _moved(kept: Report, by_today: Report, called: Names) -> Iterator[Moved]:
    """Figures that are others by today, in the order of the frozen ones; one that is new stands last."""
    was, is_ = kept.by_key(), by_today.by_key()
    for key in dict.fromkeys((*was, *is_)):
        before, after = was.get(key), is_.get(key)
        if before != after:
            code, by, name = key
            yield Moved(TITLES[code], called.of(by, name) if by != "all" else "", _said(before), _said(after))


def _said(one: Figure | None) -> str:
    if one is None:
        return "Not there"
    of = of_words(one)
    return f"{value_words(one)} ({of})" if of else value_words(one)


def _file(own: Report, kind: str, about: list[tuple[str, Any]], words: dict[str, str], name: str) -> HttpResponseBase:
    called = names()
    rows = [HEAD, *(_line(own, one, called) for one in own.figures)]
    if kind not in (CSV, XLSX):
        raise Http404("There is no such kind of file.")
    if kind == CSV:
        return csv_file(rows, f"{name}.csv")
    said = [("figure", "title", "definition"), *((code, TITLES.get(code, code), text) for code, text in words.items())]
    sheets = [("Figures", rows), ("Definitions", said), ("About", [("what", "value"), *about])]
    return xlsx_file(sheets, f"{name}.xlsx")


def _line(own: Report, one: Figure, called: Names) -> tuple[Any, ...]:
    name = called.of(one.by, one.key)
    return (
        *(own.period.code, one.code, TITLES[one.code], one.by, one.key, name),
        *(one.value, UNITS[one.kind], one.numerator, one.denominator),
    )
