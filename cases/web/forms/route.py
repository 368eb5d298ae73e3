"""A person decides the route: out of triage, or over the rules."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.operations.decide_triage import NOT_ELIGIBLE
from cases.queries.rules import spec_for

from .base import ActForm, long_text


class RouteForm(ActForm):
    route = forms.ChoiceField(label="Route", widget=forms.RadioSelect)
    reason = long_text("Reason", "It is recorded with the route, and the company is told the route.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case, field = self.asked.application, self.fields["route"]
        names = [(code, route.name) for code, route in spec_for(case).routes.items() if code != "N"]
        ways: Any = field
        ways.choices = [*names, (NOT_ELIGIBLE, "Not eligible: the case ends")]
