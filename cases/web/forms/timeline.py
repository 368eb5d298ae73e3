"""What a timeline is narrowed to, all of it in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from cases.queries.timeline import MOVES, Asked

from .narrowing import NarrowingForm

WORDS: Final = {
    MOVES: "Moves and decisions",
    "note": "Notes",
    "people": "People",
    "assessment": "Assessment and objections",
    "request": "Requests and replies",
    "document": "Documents and letters",
    "reminder": "Reminders",
    "date": "Dates put right",
}
DAY: Final = forms.DateInput({"type": "date", "class": "govuk-input--width-10"})


class TimelineForm(NarrowingForm):
    q = forms.CharField(label="Words", max_length=200, required=False)
    kind = forms.ChoiceField(required=False, choices=[("", "Everything"), *WORDS.items()])
    person = forms.ChoiceField(label="By", required=False)
    since = forms.DateField(label="From", required=False, widget=DAY)
    until = forms.DateField(label="Until", required=False, widget=DAY)

    def __init__(self, *args: Any, people: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Anybody"), *((name, name) for name in people)]  # type: ignore[attr-defined]

    @property
    def asked(self) -> Asked:
        self.is_valid()
        good = self.cleaned_data
        return Asked(
            kind=good.get("kind", ""),
            person=good.get("person", ""),
            since=good.get("since"),
            until=good.get("until"),
            text=good.get("q", "").replace("\x00", ""),
        )
