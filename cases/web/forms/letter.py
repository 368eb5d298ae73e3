"""A letter's own parts and its recipient."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms

from cases.models import LetterTemplate
from cases.queries.written import Addressee
from cases.workflow.refusals import InvalidInput, Refused
from recognition.forms import GovForm

from .base import long_text


class AddresseeForm(GovForm, forms.Form):
    """`key` is drawn once, so that two presses send one letter."""

    to_name = forms.CharField(label="To", max_length=200, required=False)
    to_email = forms.CharField(
        label="Address", max_length=254, required=False, widget=forms.EmailInput({"autocomplete": "off"})
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @property
    def addressee(self) -> Addressee:
        return Addressee(self.cleaned_data["to_email"].strip(), self.cleaned_data["to_name"])

    @property
    def once(self) -> UUID:
        return self.cleaned_data["key"] or uuid4()

    def say(self, refused: Refused) -> None:
        """The refusal in the error summary, at its field where it has one. What was typed stays."""
        if not isinstance(refused, InvalidInput):
            self.add_error(None, refused.why)
            return
        for error in refused.errors:
            self.add_error(error.field if error.field in self.fields else None, error.detail)


class LetterForm(AddresseeForm):
    """`read` is the mark of the letter that was read."""

    about = forms.CharField(label="What the letter is about", required=False, help_text="It ends the subject line.")
    free_part = long_text(
        "Your part",
        "A blank line begins a paragraph. A line that begins with - or 1. is a list, one with ## a heading.",
        rows=10,
    )
    read = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)
    field_order = ("about", "free_part", "to_name", "to_email")

    def __init__(self, template: LetterTemplate, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["free_part"].required = False  # the operation says what is missing, in its own words
        for name in ("about", "free_part"):
            if name not in template.fields:
                del self.fields[name]

    @property
    def asks(self) -> bool:
        return "about" in self.fields or "free_part" in self.fields

    def typed(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("about", "free_part") if name in self.fields}
