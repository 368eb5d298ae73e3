"""Conflicts of interest: one's own by reference only; those of others to leads, managers and auditors."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.models import Application, Conflict
from cases.operations.declare_conflict import declare_conflict, declare_conflict_with_company
from cases.operations.end_conflict import end_conflict
from cases.queries.case_people import conflicts_seen, own_conflicts, sees_conflicts
from cases.workflow.refusals import Refused
from recognition.accounts.actors import Actor
from recognition.accounts.models import Organisation
from recognition.accounts.permissions import LEAD, may
from recognition.clock import now

from .act_page import WRONG_INPUT
from .forms.conflict import COMPANY, ConflictForm, EndForm
from .people import reader, visible_case

A_PAGE = 25


@never_cache
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    actor = reader(request)
    context: dict[str, Any] = {"section": "more", "own": own_conflicts(actor), "may_end": may(actor, LEAD)}
    if sees_conflicts(actor):
        context["page_obj"] = Paginator(conflicts_seen(actor), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/conflicts.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, reference: str = "") -> HttpResponse:
    """With a case and from its page, or with a company."""
    actor = reader(request)
    case = visible_case(actor, reference) if reference else None
    form = ConflictForm(request.POST or None, actor=actor, application=case)
    if request.method == "POST" and form.is_valid() and (row := _declared(form, actor, case)):
        messages.success(request, "The conflict of interest is declared.")
        own = row.person == actor.user
        return redirect("case-people", reference) if case and not own else redirect("conflicts")
    context = {"section": "worklist" if case else "more", "form": form, "case": case, "leads": may(actor, LEAD)}
    return render(request, "cases/conflict.html", context, status=WRONG_INPUT if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    actor = reader(request)
    row = conflicts_seen(actor).filter(pk=pk).first() if sees_conflicts(actor) else None
    if row is None:
        raise Http404("There is no such conflict.")
    if not may(actor, LEAD):
        raise PermissionDenied("Only leads and managers end a conflict of interest.")
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_conflict(conflict=row, actor=actor, at=now(), **form.cleaned_data)
        except Refused as refused:
            form.say(refused)
        else:
            messages.success(request, f"The conflict has ended. {row.person} is told.")
            return redirect("conflicts")
    context = {"section": "more", "form": form, "row": row}
    return render(request, "cases/conflict_end.html", context, status=WRONG_INPUT if form.errors else 200)


def _declared(form: ConflictForm, actor: Actor, case: Application | None) -> Conflict | None:
    given = {**form.arguments(), "actor": actor, "at": now()}
    try:
        if case is not None and form.cleaned_data["covers"] != COMPANY:
            return declare_conflict(application=case, **given)
        company: Organisation = case.organisation if case else form.companies[form.cleaned_data["company"]]
        return declare_conflict_with_company(organisation=company, **given)
    except Refused as refused:
        form.say(refused)
        return None
