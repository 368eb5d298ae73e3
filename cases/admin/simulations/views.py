"""A simulation is started, watched, stopped, read and taken away as a file."""

from __future__ import annotations

from typing import Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cases.models import Simulation
from cases.operations.publish_version import counts
from cases.operations.simulate import simulate, stop_simulation
from cases.workflow.refusals import Refused
from recognition import clock
from recognition.routes.models import RuleSet

from .access import acting, for_administrators, for_readers, may_configure, open_rows, show, unseen
from .export import exported
from .filters import FilterForm
from .rows import Row

PAGE: Final = 25
MONTHS: Final = ((0, "No decided cases"), (3, "3 months"), (6, "6 months"), (12, "12 months"), (24, "24 months"))


class StartForm(forms.Form):
    months = forms.TypedChoiceField(
        choices=MONTHS, coerce=int, initial=6, label="Also those decided in the last", help_text="They are never moved."
    )


@for_readers
def of_version(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(RuleSet, pk=pk)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not may_configure(request):
            raise PermissionDenied
        try:
            started = simulate(rule_set=row, months=form.cleaned_data["months"], actor=acting(request), at=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.why)
        else:
            return HttpResponseRedirect(reverse("simulation", args=[started.pk]))
    earlier = Simulation.objects.filter(rule_set=row).select_related("started_by")[:PAGE]
    return show(request, "of_version.html", f"Simulations of {row}", row=row, form=form, earlier=earlier)


@for_readers
@require_safe
def simulation(request: HttpRequest, pk: int) -> HttpResponse:
    own = _found(pk)
    form = FilterForm(request.GET)
    rows = form.chosen(open_rows(request, own).filter(is_done=True))
    after = request.GET.get("after", "")
    page = list(rows.filter(pk__gt=int(after) if after.isdecimal() else 0).order_by("pk")[: PAGE + 1])
    query = request.GET.copy()
    query.pop("after", None)
    return show(
        request,
        "simulation.html",
        str(own),
        simulation=own,
        counts=counts(own),
        unseen=unseen(request, own),
        moves=moves_of(own),
        seconds=round(((own.ended_at or clock.now()) - own.started_at).total_seconds(), 1),
        form=form,
        listed=rows.count(),
        rows=[Row(row) for row in page[:PAGE]],
        next=page[PAGE - 1].pk if len(page) > PAGE else None,
        query=query.urlencode(),
    )


@for_readers
@require_safe
def rows_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    own = _found(pk)
    name = f"simulation-{own.pk}-{own.rule_set.version}.csv"
    return exported(FilterForm(request.GET).chosen(open_rows(request, own).filter(is_done=True)), name)


@for_administrators
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    own = _found(pk)
    try:
        stop_simulation(simulation=own, actor=acting(request), at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.why)
    return HttpResponseRedirect(reverse("simulation", args=[own.pk]))


def moves_of(own: Simulation) -> dict[str, int]:
    """How many of the chosen cases were moved, wait, or were left."""
    chosen = own.cases.exclude(move="").values_list("move", flat=True)
    found = list(chosen)
    return {name: found.count(name) for name in ("chosen", "moved", "changed", "failed")} if found else {}


def _found(pk: int) -> Simulation:
    return get_object_or_404(
        Simulation.objects.select_related("rule_set__proposed_by", "started_by", "moved_by"), pk=pk
    )
