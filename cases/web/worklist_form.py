"""What the worklist can be asked, as it stands in the address. A value that means nothing is left out."""

from __future__ import annotations

import dataclasses
from typing import Any
from urllib.parse import urlencode

from django import forms

from cases.models import Application, State
from cases.queries.worklist import COLUMNS, DUE, Wanted
from cases.queries.worklist_rows import known_regulators, known_routes, possible_owners

from .forms.narrowing import NarrowingForm, is_asked

Choices = list[tuple[str, str]]
CLOCKS = [("", "Any"), ("running", "Running"), ("stopped", "Stopped"), ("overdue", "Something is overdue")]
WITHIN = [("", "Any time"), ("0", "Today"), ("7", "Within 7 days"), ("14", "Within 14 days"), ("30", "Within 30 days")]
STATES = [choice for choice in State.choices if choice[0] != State.DRAFT]
SORTS = [(sign + column, column) for column in COLUMNS for sign in ("", "-")]
SIZES = (25, 50, 100)


class WorklistForm(NarrowingForm):
    called = {"q": "Search"}  # as the base says
    q = forms.CharField(label="Reference, number, product, substance, company or note", max_length=200, required=False)
    clock = forms.ChoiceField(label="Clock", choices=CLOCKS, required=False)
    due = forms.TypedChoiceField(label="Due", choices=WITHIN, required=False, coerce=int, empty_value=None)
    route = forms.MultipleChoiceField(label="Route", required=False, widget=forms.CheckboxSelectMultiple)
    owner = forms.TypedChoiceField(label="Owner", required=False, coerce=int, empty_value=None)
    regulator = forms.ChoiceField(label="Reference regulator", required=False)
    majors = forms.BooleanField(label="Has open major objections or points", required=False)
    passport = forms.BooleanField(label="Has an Innovation Passport", required=False)
    priority = forms.ChoiceField(label="Priority", choices=[("", "Any"), *Application.Priority.choices], required=False)
    team = forms.ChoiceField(label="Led or assessed from the team", required=False)
    back = forms.BooleanField(label="Back from the company since the last working day", required=False)
    given = forms.BooleanField(label="Given to me within the last 7 days", required=False)
    state = forms.MultipleChoiceField(
        label="State", choices=STATES, required=False, widget=forms.CheckboxSelectMultiple
    )
    sort = forms.ChoiceField(choices=SORTS, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, like: WorklistForm | None = None, **kwargs: Any) -> None:
        """`like` is a form made for the same page, whose lists have been read."""
        super().__init__(*args, **kwargs)
        lists = like.lists if like else _lists()
        for name, choices in lists.items():
            self._field(name).choices = choices
        for name in ("route", "state"):
            self.fields[name].widget.attrs["class"] = "govuk-checkboxes--small"

    @property
    def lists(self) -> dict[str, Choices]:
        return {name: list(self._field(name).choices) for name in LISTS}

    @property
    def known(self) -> dict[str, set[str]]:
        """The values that its lists offer, by field."""
        offered = {**self.lists, "state": STATES}
        return {name: {str(value) for value, _ in choices if value} for name, choices in offered.items()}

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def wanted(self, tab: str) -> Wanted:
        self.is_valid()
        good = {name: value for name, value in self.cleaned_data.items() if value}
        lists = {name: tuple(good.pop(name, ())) for name in ("state", "route")}
        due = self.cleaned_data.get("due")
        return Wanted(**{**good, **lists, "due": due, "tab": tab})


LISTS = ("owner", "regulator", "route", "team")


def _lists() -> dict[str, Choices]:
    owners = possible_owners()
    teams = sorted({owner.team for owner in owners if owner.team})
    return {
        "owner": [("", "Any"), *((str(one.key), one.name) for one in owners)],
        "regulator": [("", "Any"), *known_regulators()],
        "route": known_routes(),
        "team": [("", "Any"), *((team, team) for team in teams)],
    }


def address(wanted: Wanted) -> str:
    """The query string under which the worklist shows the same."""
    fields = {field.name: getattr(wanted, field.name) for field in dataclasses.fields(wanted)}
    fields["view"], fields["sort"] = fields.pop("tab"), "" if wanted.sort == DUE else wanted.sort
    asked = {name: "on" if value is True else value for name, value in fields.items() if is_asked(value)}
    return urlencode({name: value for name, value in asked.items() if value != ()}, doseq=True)
