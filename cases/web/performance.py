"""How long decisions take and what becomes of submissions, for any period; and the periods that were frozen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.models import PerformanceSnapshot
from cases.operations.freeze_performance import freeze_performance
from cases.queries.performance.behind import EVERY, IN, OUT, known_figure
from cases.queries.performance.definitions import DEFINITIONS, TITLES
from cases.queries.performance.ended import Ended
from cases.queries.performance.figures import ALL
from cases.queries.performance.listed import listed, seen
from cases.queries.performance.period import Period, financial_year, month_of, period
from cases.queries.performance.report import Report, cases_behind, newest_entry, report
from cases.queries.worklist_rows import known_routes
from cases.workflow.refusals import InvalidInput, NotPermitted
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import MANAGE, may
from recognition.clock import now, today
from recognition.routes.models import DeficiencyCause

from .forms.period import DATES, PeriodForm
from .people import reader
from .performance_tables import Names, Shown
from .words import state_colour

A_PAGE = 50
WHICH = {IN: "Those that count", OUT: "Those that do not", EVERY: "All that were looked at"}


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    actor, code = reader(request), request.GET.get("period", f"fy{financial_year(today())}")
    form = PeriodForm(request.GET if code == DATES else None, initial={"period": code})
    found = period(code)
    if code == DATES and form.is_valid() and form.chosen:
        return redirect(f"{request.path}?{urlencode({'period': form.chosen.code})}")
    if found is None:
        form = form if code == DATES else PeriodForm({"period": code})
        return render(request, "cases/performance.html", {"section": "more", "form": form})
    if code not in dict(_flat(form)):
        form.initial = {"period": DATES, "from_on": found.first_on, "until_on": found.last_on}
    return _page(request, actor, form, report(found, upto=newest_entry()))


def _flat(form: PeriodForm) -> list[tuple[str, str]]:
    choices: Any = form.fields["period"]
    return [pair for name, some in choices.choices for pair in (some if isinstance(some, list) else [(name, some)])]


def _page(request: HttpRequest, actor: Actor, form: PeriodForm, found: Report) -> HttpResponse:
    shown = Shown(found, names(), this_month=month_of(today()))
    context = {
        "section": "more",
        "form": form,
        "period": found.period,
        "tables": shown.tables,
        "charts": shown.charts,
        "is_over": found.period.last_on < today(),
        "may_freeze": may(actor, MANAGE),
        "snapshots": PerformanceSnapshot.objects.filter(period=found.period.code).select_related("frozen_by"),
    }
    return render(request, "cases/performance.html", context)


@never_cache
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """What a figure was made of. It counts every case; the list has those that this person may see."""
    actor, asked = reader(request), request.GET
    found, which, own = behind_figure(request)
    code, by, key = asked["figure"], asked.get("by", ALL), asked.get("key", "")
    may_see = seen(actor, own)
    page = Paginator(may_see, A_PAGE).get_page(asked.get("page"))
    title = next((words for name, words in TITLES.items() if name == code), code)
    context = {
        "section": "more",
        "period": found,
        "title": title,
        "says": DEFINITIONS[code],
        "part": names().of(by, key) if by != ALL else "",
        "which": [(name, words, _other(request, name)) for name, words in WHICH.items()],
        "chosen": which,
        "page_obj": page,
        "rows": [(row, state_colour(row.case.state)) for row in listed(actor, list(page.object_list))],
        "unseen": len(own) - len(may_see),
        "frozen": asked.get("frozen", ""),
        "query": asked.urlencode(),
    }
    return render(request, "cases/performance_cases.html", context)


def behind_figure(request: HttpRequest) -> tuple[Period, str, list[Ended]]:
    """The period, which of the figure's cases were asked for, and these, whoever may see them."""
    asked = request.GET
    found, upto = _asked(request)
    code, which = asked.get("figure", ""), asked.get("which", IN)
    if not known_figure(code) or which not in WHICH:
        raise Http404("There is no such figure.")
    by, key = asked.get("by", ALL), asked.get("key", "")
    return found, which, cases_behind(found, upto=upto, code=code, by=by, key=key, which=which)


@never_cache
@require_POST
def freeze(request: HttpRequest) -> HttpResponse:
    actor, found = reader(request), period(request.POST.get("period", ""))
    if found is None:
        raise Http404("There is no such period.")
    try:
        row = freeze_performance(period=found, actor=actor, at=now())
    except NotPermitted as refused:
        raise PermissionDenied(refused.why) from refused
    except InvalidInput as refused:
        messages.warning(request, " ".join(error.detail for error in refused.errors))
        return redirect(f"{reverse('performance')}?{urlencode({'period': found.code})}")
    messages.success(request, f"{found.words} is frozen.")
    return redirect("performance-frozen", pk=row.pk)


def names() -> Names:
    return Names(dict(known_routes()), dict(DeficiencyCause.objects.values_list("code", "words")))


def _asked(request: HttpRequest) -> tuple[Period, int]:
    """The period, and the entry of the record up to which it is looked at: that of a frozen one where it is named."""
    key = request.GET.get("frozen", "")
    if key:
        row = get_object_or_404(PerformanceSnapshot, pk=int(key) if key.isdecimal() and len(key) < 10 else 0)
        return kept_period(row), row.read_to
    found = period(request.GET.get("period", ""))
    if found is None:
        raise Http404("There is no such period.")
    return found, newest_entry()


def kept_period(row: PerformanceSnapshot) -> Period:
    found = period(row.period)
    return found or Period(row.period, row.first_on, row.last_on, row.period)


def _other(request: HttpRequest, which: str) -> str:
    query = request.GET.copy()
    query["which"] = which
    query.pop("page", None)
    return f"?{query.urlencode()}"
