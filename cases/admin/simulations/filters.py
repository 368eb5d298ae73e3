"""Which rows of a simulation are listed. The same choice is what is exported, and what is moved."""

from __future__ import annotations

from typing import Final

from django import forms
from django.db.models import Q, QuerySet

from cases.models import SimulatedCase
from cases.operations.publish_version import REMINDERS

KINDS: Final[dict[str, tuple[str, Q]]] = {
    "": ("Every case", Q()),
    "differs": ("Anything differs", Q(route_differs=True) | Q(deadlines_moved__gt=0) | REMINDERS | ~Q(cannot_move="")),
    "route": ("The route differs", Q(route_differs=True)),
    "dates": ("A deadline moves", Q(deadlines_moved__gt=0)),
    "reminders": ("A reminder differs", REMINDERS),
    "undetermined": ("No route any more", Q(undetermined=True)),
    "stuck": ("Cannot be moved", ~Q(cannot_move="", is_open=True)),
    "left": ("Chosen, and not moved", Q(move__in=["changed", "failed", "chosen"])),
}
SCOPES: Final = (("", "Open and decided"), ("open", "Open"), ("decided", "Decided"))


class FilterForm(forms.Form):
    show = forms.ChoiceField(choices=[(key, words) for key, (words, _) in KINDS.items()], required=False)
    cases = forms.ChoiceField(choices=SCOPES, required=False)
    rule = forms.CharField(max_length=12, required=False, widget=forms.TextInput(attrs={"size": 6}))
    days = forms.IntegerField(min_value=1, max_value=9999, required=False, label="Moved by at least (days)")
    reference = forms.CharField(max_length=20, required=False, widget=forms.TextInput(attrs={"size": 16}))

    def chosen(self, rows: QuerySet[SimulatedCase]) -> QuerySet[SimulatedCase]:
        """A wrong filter shows everything and says what is wrong with it."""
        given = self.cleaned_data if self.is_valid() else {}
        rows = rows.filter(KINDS[given.get("show", "")][1])
        if given.get("cases"):
            rows = rows.filter(is_open=given["cases"] == "open")
        if given.get("rule"):
            rows = rows.filter(rule_codes__contains=[given["rule"].strip().upper()])
        if given.get("days"):
            rows = rows.filter(Q(most_days__gte=given["days"]) | Q(most_days__lte=-given["days"]))
        if given.get("reference"):
            rows = rows.filter(reference__icontains=given["reference"].strip())
        return rows
