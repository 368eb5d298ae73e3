"""Acts on many cases: chosen on the worklist, counted, begun with a second press, and shown row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cases.models import Application, BulkRow, BulkRun
from cases.operations.bulk.acts import foreseen
from cases.operations.bulk.choose import begin, choose, try_again
from cases.queries.bulk_runs import cases_of, counts_of, own_runs, rows_to_show, seen_cases
from cases.queries.visible import visible_to
from cases.queries.worklist import worklist
from cases.queries.worklist_filters import OPEN
from cases.simulation.wake import wake_bulk
from cases.workflow.refusals import InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import Actor
from recognition.clock import now, today

from .act_page import WRONG_INPUT
from .bulk_export import EXPORTS, MOST, export
from .forms.bulk import FORMS, BulkForm
from .people import reader
from .worklist import TABS
from .worklist_form import WorklistForm

A_PAGE: Final = 50


@never_cache
@require_POST
def choose_cases(request: HttpRequest) -> HttpResponseBase:
    actor, act = reader(request), request.POST.get("act", "")
    asked = QueryDict(request.POST.get("asked", ""))
    keys = _chosen(request.POST, asked, actor)
    try:
        if act in EXPORTS:
            return export(actor, act, keys)
        run = choose(actor=actor, act=act, cases=keys, at=now())
    except InvalidInput as refused:
        messages.error(request, " ".join(error.detail for error in refused.errors))
        return redirect(f"{reverse('worklist')}?{asked.urlencode()}")
    except NotPermitted as refused:
        raise PermissionDenied(refused.why) from refused
    return redirect("bulk-run", pk=run.pk)


def _chosen(post: QueryDict, asked: QueryDict, actor: Actor) -> Sequence[int]:
    """The keys of what is ticked, or of all that match: in either way only of what the person may see."""
    if "all" in post:
        tab = asked.get("view", "")
        wanted = WorklistForm(asked).wanted(tab if tab in TABS else OPEN)
        cases, _ = worklist(actor, wanted, today=today())
        return list(cases.order_by(*wanted.order.columns).values_list("pk", flat=True)[: MOST + 1])
    ticked = [int(one) for one in post.getlist("case")[:MOST] if one.isascii() and one.isdigit() and len(one) < 19]
    return list(visible_to(actor).filter(pk__in=ticked).order_by("pk").values_list("pk", flat=True))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    actor = reader(request)
    run = _run(actor, pk)
    if run.state != BulkRun.State.CHOSEN:
        return _stand(request, actor, run)
    form = FORMS[run.act](request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            begin(run=run, actor=actor, arguments=form.arguments(), at=now())
        except WrongState:  # pressed twice: it runs once
            return redirect("bulk-run", pk=pk)
        except NotPermitted as refused:
            raise PermissionDenied(refused.why) from refused
        wake_bulk(pk)
        return redirect("bulk-run", pk=pk)
    return _check(request, actor, run, form)


@never_cache
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    actor = reader(request)
    try:
        if try_again(run=_run(actor, pk), actor=actor, at=now()):
            wake_bulk(pk)
    except WrongState as refused:
        messages.error(request, refused.why)
    except NotPermitted as refused:
        raise PermissionDenied(refused.why) from refused
    return redirect("bulk-run", pk=pk)


@never_cache
@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """For a run whose worker died: beat would wake another within two minutes."""
    run = _run(reader(request), pk)
    if run.state == BulkRun.State.RUNNING:
        wake_bulk(run.pk)
    return redirect("bulk-run", pk=pk)


def _run(actor: Actor, pk: int) -> BulkRun:
    """Another's is answered as one that is not there."""
    run = own_runs(actor).filter(pk=pk).first()
    if run is None:
        raise Http404("There is no such run.")
    return run


def _check(request: HttpRequest, actor: Actor, run: BulkRun, form: BulkForm) -> HttpResponse:
    cases = cases_of(actor, run)
    cannot = [{"case": case, "why": why} for case in cases if (why := foreseen(run.act, case))]
    total = run.rows.count()
    context = {
        "section": "worklist",
        "run": run,
        "form": form,
        "total": total,
        "can": len(cases) - len(cannot),
        "cannot": cannot[:A_PAGE],
        "cannot_count": len(cannot),
        "out_of_sight": total - len(cases),
        "cases": cases[:A_PAGE],
    }
    return render(request, "cases/bulk_check.html", context, status=WRONG_INPUT if form.errors else 200)


def _stand(request: HttpRequest, actor: Actor, run: BulkRun) -> HttpResponse:
    page = Paginator(rows_to_show(run), A_PAGE).get_page(request.GET.get("page"))
    rows: list[BulkRow] = list(page.object_list)
    cases: dict[int, Application] = seen_cases(actor, rows)
    context: dict[str, Any] = {
        "section": "worklist",
        "run": run,
        "counts": counts_of(run),
        "page_obj": page,
        "rows": [{"row": row, "case": cases.get(row.application_id)} for row in rows],
    }
    return render(request, "cases/bulk_run.html", context)
