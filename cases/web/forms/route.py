"""A person decides the route, out of triage or over the rules; or has the rules asked again."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.operations.decide_triage import NOT_ELIGIBLE
from cases.queries.rules import newer_versions, spec_for
from cases.web.words import day
from recognition.routes.models import RuleSet

from .base import ActForm, long_text


class RouteForm(ActForm):
    route = forms.ChoiceField(label="Route", widget=forms.RadioSelect)
    reason = long_text("Reason", "It is recorded with the route, and the company is told the route.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case, field = self.asked.application, self.fields["route"]
        spec = spec_for(case)
        names = [(code, spec.route_name(code)) for code in sorted(spec.entry_routes)]
        ways: Any = field
        ways.choices = [*names, (NOT_ELIGIBLE, "Not eligible: the case ends")]


class AgainForm(ActForm):
    """Under the case's own version unless a newer one is chosen."""

    rule_set = forms.TypedChoiceField(label="Version of the rules", widget=forms.RadioSelect, required=False)
    reason = long_text("Why the rules are asked again", "It is recorded with the determination.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.asked.application.rule_set
        newer = newer_versions(self.asked.application)
        self.versions: dict[str, RuleSet] = {str(row.pk): row for row in newer}
        choices: Any = self.fields["rule_set"]
        choices.choices = [("", f"The case's own: {own}"), *((key, _named(row)) for key, row in self.versions.items())]

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"reason": given["reason"], "rule_set": self.versions.get(given["rule_set"])}


def _named(row: RuleSet) -> str:
    return f"{row}, in force from {day(row.effective_from)}: the case stays under it from now on"
