"""An Innovation Passport, and a partner's advice on the product."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.models import Application
from cases.queries.passports import passport_of
from recognition.forms import GovDateField

from .base import ActForm, long_text


class PassportForm(ActForm):
    number = forms.CharField(label="Number of the Innovation Passport", max_length=40)
    awarded_on = GovDateField(
        label="Date of award", past_only=True, error_messages={"required": "Enter the date of award"}
    )
    indication = forms.CharField(label="Indication", max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = passport_of(self.asked.application)
        if known:
            self.initial = {name: getattr(known, name) for name in ("number", "awarded_on", "indication")}


class PassportAdviceForm(ActForm):
    partner = forms.CharField(label="Partner", max_length=120, help_text="Who advised, such as NICE.")
    advised_on = GovDateField(
        label="Date of the advice", past_only=True, error_messages={"required": "Enter the date of the advice"}
    )
    advice = long_text("Advice")


def carries(case: Application) -> bool:
    return getattr(case, "innovation_passport", None) is not None


def named(case: Application) -> str:
    """What the act is called where there is a passport already."""
    return "Correct the Innovation Passport" if carries(case) else ""
