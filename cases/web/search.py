"""The search page: among everything that the person may see, open and closed, with what was found in each case."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.queries.capped import capped_count, said
from cases.queries.keyset import page_of
from cases.queries.matched import matched, with_numbers
from cases.queries.worklist import Wanted, called, whole, worklist
from cases.queries.worklist_filters import ALL
from recognition.clock import today

from .people import reader
from .worklist_row import rows_of

A_PAGE: Final = 25
LONGEST: Final = 200
NEWEST_FIRST: Final = "-reference"


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    actor, text = reader(request), request.GET.get("q", "").strip()
    if case := called(actor, text):
        return redirect("case", reference=case.reference)
    context = {"section": "search", "q": text, "longest": LONGEST, "is_too_long": len(text) > LONGEST}
    if not text or context["is_too_long"]:
        return render(request, "cases/search.html", context)
    cases, search = worklist(actor, _wanted(text), today=today())
    page = page_of(
        cases,
        _wanted(text).order,
        size=A_PAGE,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        whole=whole(_wanted(text)),
    )
    why = matched(with_numbers(page.rows), search) if page.rows else {}
    rows = [{"row": row, "matches": why.get(row.case.pk, [])} for row in rows_of(page.rows, today=today())]
    context |= {"search": search, "rows": rows, "key_page": page, "total": said(capped_count(cases))}
    return render(request, "cases/search.html", context)


def _wanted(text: str) -> Wanted:
    return Wanted(tab=ALL, q=text, sort=NEWEST_FIRST)
