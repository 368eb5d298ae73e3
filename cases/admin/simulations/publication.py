"""The second person's page: the comparison, the simulation, the choice for open cases, the reason."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases.models import SimulatedCase, Simulation
from cases.operations.publish_version import counts, move_open_cases, publish_version
from cases.operations.simulate import simulate_changed
from cases.workflow.refusals import Refused
from recognition import clock
from recognition.routes.admin.compare import grouped
from recognition.routes.comparison import compare
from recognition.routes.document import export_document
from recognition.routes.load import version_before
from recognition.routes.models import RuleSet
from recognition.routes.publishing import PublishingError

from .access import acting, for_administrators, show, unseen
from .filters import FilterForm

KEEP, MOVE = "keep", "move"


class PublishForm(forms.Form):
    open_cases = forms.ChoiceField(choices=(), widget=forms.RadioSelect, initial=KEEP)
    listed = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4, "cols": 60}), help_text="It goes into the record.")

    def __init__(self, *args: Any, to_move: int, is_published: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        move = (MOVE, f"Move the {to_move} listed: their routes and dates become those of the simulation")
        field = self.fields["open_cases"]
        self.to_move = to_move
        self.fields["listed"].initial = to_move
        if isinstance(field, forms.ChoiceField):
            keep = (KEEP, "Keep: every open case stays under its own version, and no date moves")
            field.choices = [*([] if is_published else [keep]), *([move] if to_move else [])]
            field.initial = MOVE if is_published else KEEP

    def clean_listed(self) -> int:
        """What the person saw is what is done: the list must not have grown or shrunk under their hands."""
        listed: int = self.cleaned_data["listed"]
        if listed != self.to_move:
            raise forms.ValidationError(
                f"There were {listed} cases to move, and now there are {self.to_move}. Look again."
            )
        return listed


@for_administrators
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    own = get_object_or_404(Simulation.objects.select_related("rule_set__proposed_by", "started_by"), pk=pk)
    rows = FilterForm(request.GET).chosen(own.cases.filter(is_open=True, is_done=True, cannot_move="", move=""))
    is_published = own.rule_set.state == RuleSet.State.PUBLISHED
    form = PublishForm(request.POST or None, to_move=rows.count(), is_published=is_published)
    if request.method == "POST" and form.is_valid():
        try:
            said = _done(request, own, rows, form.cleaned_data, is_published)
        except (Refused, PublishingError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return HttpResponseRedirect(reverse("simulation", args=[own.pk]))
    status = 409 if form.non_field_errors() else 200
    return show(request, "publish.html", _title(own), status, simulation=own, form=form, **_shown(request, own))


@for_administrators
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    own = get_object_or_404(Simulation.objects.select_related("rule_set"), pk=pk)
    started = simulate_changed(simulation=own, actor=acting(request), at=clock.now())
    return HttpResponseRedirect(reverse("simulation", args=[started.pk]))


def _done(
    request: HttpRequest, own: Simulation, rows: QuerySet[SimulatedCase], given: dict[str, Any], is_published: bool
) -> str:
    common: Final = {"simulation": own, "actor": acting(request), "at": clock.now(), "reason": given["reason"]}
    if is_published:
        return f"{move_open_cases(move=rows, **common)} cases will be moved to {own.rule_set}."
    published = publish_version(move=rows if given["open_cases"] == MOVE else None, **common)
    return f"The version {published} is published."


def _title(own: Simulation) -> str:
    verb = "Move open cases to" if own.rule_set.state == RuleSet.State.PUBLISHED else "Publish"
    return f"{verb} {own.rule_set}"


def _shown(request: HttpRequest, own: Simulation) -> dict[str, Any]:
    known = {"counts": counts(own), "unseen": unseen(request, own), "query": request.GET.urlencode()}
    before = version_before(own.rule_set, today=clock.today())
    if before is None:
        return known
    found = compare(export_document(before), export_document(own.rule_set))
    return {**known, "comparison": found, "parts": grouped(found)}
