"""Two versions side by side: what the second person reads before they publish."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views import View

from recognition.clock import today

from ..comparison import ADDED, CHANGED, REMOVED, Change, Comparison, Difference, compare
from ..document import export_document
from ..load import version_before
from ..models import RuleSet
from .base import is_administrator

if TYPE_CHECKING:  # rule_sets imports this file
    from .rule_sets import RuleSetAdmin

SHOWN = (("", "Everything"), (CHANGED, "Changed"), (ADDED, "Added"), (REMOVED, "Removed"))


class VersionsForm(forms.Form):
    """`before` is the version that the page's own one is held against."""

    before = forms.ModelChoiceField(RuleSet.objects.none(), label="Compare with", empty_label=None)
    show = forms.ChoiceField(choices=SHOWN, required=False)

    def __init__(self, row: RuleSet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["before"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = RuleSet.objects.exclude(pk=row.pk)


class CompareView(View):
    model_admin: RuleSetAdmin | None = None

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not is_administrator(request):
            raise PermissionDenied
        row = get_object_or_404(RuleSet, pk=pk)
        given = request.GET.dict()
        if "before" not in given and (other := version_before(row, today=today())):
            given["before"] = str(other.pk)
        form = VersionsForm(row, given)
        context = {"row": row, "form": form, "title": f"Compare {row}", "opts": row._meta}
        if form.is_valid():
            found = compare(export_document(form.cleaned_data["before"]), export_document(row))
            context |= {"comparison": found, "parts": grouped(found, form.cleaned_data["show"])}
        site = self.model_admin.admin_site.each_context(request) if self.model_admin else {}
        return render(request, "admin/routes/compare.html", site | context)


def grouped(comparison: Comparison, kind: str = "") -> list[tuple[str, list[dict[str, Any]]]]:
    """By part, in the order of the document, each difference with its fields ready to be shown."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in comparison.differences:
        if kind in ("", one.kind):
            groups.setdefault(one.part, []).append(
                {"row": one, "changes": [shown(change, one) for change in one.changes]}
            )
    return list(groups.items())


def shown(change: Change, difference: Difference) -> dict[str, Any]:
    """A long text that was changed is marked word by word; the mark is an element, so it is read out too."""
    marks = marked(change) if difference.kind == CHANGED and " " in change.before and " " in change.after else None
    return {"change": change, "before": marks and marks[0], "after": marks and marks[1]}


Marks = list[tuple[bool, str]]


def marked(change: Change) -> tuple[Marks, Marks]:
    """Runs of words of either text, each with whether it differs from the other."""
    old, new = change.before.split(" "), change.after.split(" ")
    before: Marks = []
    after: Marks = []
    for tag, start, end, other_start, other_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        differs = tag != "equal"
        before += [(differs, " ".join(old[start:end]))] if end > start else []
        after += [(differs, " ".join(new[other_start:other_end]))] if other_end > other_start else []
    return before, after
