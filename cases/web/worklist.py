"""The worklist: everything that was chosen stands in the address, so that it can be kept and sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.queries.capped import capped_count, said
from cases.queries.keyset import page_of
from cases.queries.worklist import Wanted, called, whole, worklist
from cases.queries.worklist_filters import ALL, MINE, OPEN, UNASSIGNED
from cases.queries.worklist_rows import tab_counts
from recognition.accounts.actors import Actor
from recognition.clock import today

from .people import reader
from .worklist_columns import columns
from .worklist_form import SIZES, WorklistForm
from .worklist_row import rows_of
from .worklist_views import views_for

TABS = {MINE: "My cases", UNASSIGNED: "Unassigned", OPEN: "All open", ALL: "All, with closed"}
EMPTY = {
    MINE: "No open case bears your name. Look under “Unassigned” for one that waits for somebody.",
    UNASSIGNED: "Every open case has somebody who looks after it.",
    OPEN: "There are no open cases. A case appears here when its company files the eligibility form or submits.",
    ALL: "There are no cases yet. A case appears here when its company files the eligibility form or submits.",
}


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    actor, blank = reader(request), WorklistForm()
    views = views_for(request, actor, blank.known)
    if views.is_missing:
        raise Http404("There is no such view.")
    counts = tab_counts(actor, views.lists(actor, today()))
    query = views.query(request.GET)
    tab = query.get("view", "")
    tab = tab if tab in TABS else (MINE if counts[MINE] else OPEN)
    form = WorklistForm(query, like=blank)
    wanted = form.wanted(tab)
    if case := called(actor, wanted.q):
        return redirect("case", reference=case.reference)
    context = {
        "section": "worklist",
        "filters": form,
        "tab": tab,
        "tabs": _tabs(counts, "" if views.chosen else tab) + views.tabs(counts),
        "views": views,
        "chips": form.chips(query),
        "empty": EMPTY[tab],
        "sort": wanted.sort,
        "columns": columns(wanted.sort),
        "sizes": SIZES,
        "asked": _asked(query, tab),
    }
    total = None if context["chips"] else counts[tab]  # counted for the tab already
    return render(request, "cases/worklist.html", context | _rows(request, actor, wanted, total))


def _tabs(counts: dict[str, int], tab: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "words": words, "count": said(counts[name]), "is_here": name == tab}
        for name, words in TABS.items()
    ]


def _asked(query: QueryDict, tab: str) -> str:
    """What is chosen, as an address that says so whoever opens it and on whatever page."""
    kept = query.copy()
    for name in ("after", "before", "size", "from"):
        kept.pop(name, None)
    kept["view"] = tab
    return kept.urlencode()


def _rows(request: HttpRequest, actor: Actor, wanted: Wanted, total: int | None) -> dict[str, Any]:
    asked = request.GET.get("size", "")
    size = int(asked) if asked in map(str, SIZES) else SIZES[0]
    day = today()
    cases, search = worklist(actor, wanted, today=day)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    page = page_of(cases, wanted.order, size=size, after=after, before=before, whole=whole(wanted))
    elsewhere = 0
    if not page.rows and wanted.q:
        elsewhere = capped_count(worklist(actor, replace(wanted, tab=ALL), today=day)[0])
    return {
        "key_page": page,
        "search": search,
        "size": size,
        "rows": rows_of(page.rows, today=day, actor=actor),
        "total": said(capped_count(cases) if total is None else total),
        "elsewhere": elsewhere,
        "tab_words": TABS[wanted.tab],
    }
