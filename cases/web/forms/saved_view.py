"""A saved view's name, and whose it is."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.workflow.refusals import InvalidInput
from recognition.forms import GovForm


class ViewForm(GovForm, forms.Form):
    """`team` is empty for whoever is in none, or may not share this view: the choice is not offered then."""

    name = forms.CharField(label="Name", required=False, strip=False)
    share = forms.BooleanField(label="For my team", required=False)

    def __init__(self, *args: Any, team: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if team:
            self.fields["share"].label = f"For everybody in {team}"
        else:
            self.fields["share"].widget = forms.HiddenInput()

    def say(self, refused: InvalidInput) -> None:
        for error in refused.errors:
            self.add_error(error.field if error.field in self.fields else None, error.detail)
