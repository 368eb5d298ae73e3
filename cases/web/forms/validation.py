"""A correction made of the open deficiencies, and deficiencies one by one."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.models import Deficiency
from cases.queries.checklist import causes, open_deficiencies
from cases.queries.suspects import suspects_of

from .base import ActForm, NoFields, long_text

LIST = "One to a line. The company reads this list."


class CorrectionRequestForm(ActForm):
    """The open deficiencies are sent as they stand, so that what was found is what is asked."""

    reads = "cases/acts/deficiencies.html"
    defects = long_text("Defects", LIST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deficiencies = list(open_deficiencies(self.asked.application))
        if self.deficiencies:
            self.fields["defects"] = long_text("Anything else", "The company reads it after the list.", required=False)


class ValidateForm(NoFields):
    """What may be a duplicate is said once more before day 0."""

    reads = "cases/acts/suspects.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suspects = suspects_of(self.asked.application, self.asked.actor)


class RaiseForm(ActForm):
    cause = forms.ChoiceField(help_text="It is counted, so that what often goes wrong can be said beforehand.")
    text = long_text("What the company has to put right", "The company reads it when a correction is requested.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cause"].choices = [("", "Select a cause"), *causes()]  # type: ignore[attr-defined]


class WorkOffForm(ActForm):
    outcome = forms.ChoiceField(choices=Deficiency.Outcome.choices, widget=forms.RadioSelect)
    resolution = long_text("How it was put right, or why it is withdrawn", rows=4)

    def arguments(self) -> dict[str, Any]:
        return {"number": int(self.asked.about), **self.cleaned_data}

    def field_of(self, path: str) -> str | None:
        return None if path == "number" else super().field_of(path)
