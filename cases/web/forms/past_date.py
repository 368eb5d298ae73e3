"""A past date put right: which, the day that it was, and why."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from cases.queries.past_days import past_days
from cases.web.words import day
from recognition.clock import today
from recognition.forms import GovDateField
from recognition.routes.correction import Past

from .base import ActForm, long_text

NAMES: Final = {
    "receipt": "Receipt of the submission",
    "validation": "Validation (day 0)",
    "correction": "Arrival of the correction",
    "reply": "Arrival of the reply",
}


class PastDateForm(ActForm):
    which = forms.ChoiceField(
        label="Which date", widget=forms.RadioSelect, error_messages={"required": "Select the date to correct"}
    )
    on = GovDateField(label="The right date", past_only=True, error_messages={"required": "Enter the right date"})
    reason = long_text("Why it is corrected", "The record keeps it. The company is told the new dates.", rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pasts = {past.code: past for past in past_days(self.asked.application)}
        field: Any = self.fields["which"]
        field.choices = [(code, _told(past)) for code, past in self.pasts.items()]
        if len(self.pasts) == 1:
            self.initial["which"] = next(iter(self.pasts))

    def said(self) -> list[tuple[str, str]]:
        """For the check before it is done."""
        given = self.cleaned_data
        past = self.pasts[given["which"]]
        return [(_name(past), f"{day(past.on)}, to be {day(given['on'])}"), ("Why it is corrected", given["reason"])]


def _name(past: Past) -> str:
    return NAMES[past.kind] if past.round == 1 else f"{NAMES[past.kind]} {past.round}"


def _told(past: Past) -> str:
    latest = past.latest or today()
    bounds = f"from {day(past.earliest)} to {day(latest)}" if past.earliest else f"up to {day(latest)}"
    return f"{_name(past)}: now {day(past.on)}. It can be any day {bounds}."
