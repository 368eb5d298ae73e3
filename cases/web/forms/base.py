"""What the forms of all acts share: they know the case, give the operation its arguments, and say its refusals."""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.forms.utils import ErrorDict
from django.http import HttpRequest

from cases.models import Application
from cases.workflow.refusals import InvalidInput, Refused
from recognition.accounts.actors import Actor
from recognition.forms import GovForm


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for an act, on which case, and about which of its parts (an objection's number, a discipline)."""

    request: HttpRequest
    actor: Actor
    application: Application
    about: str = ""


class ActForm(GovForm, forms.Form):
    """`template` draws the fields where one after the other is not good enough; `reads` is what is read before."""

    template = ""
    reads = ""

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked

    def arguments(self) -> dict[str, Any]:
        """What the operation is given beside the case, the actor and the time."""
        return dict(self.cleaned_data)

    def unchecked(self) -> Self:
        """With what was typed, and nothing said of it yet."""
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data: dict[str, Any] = {}
        return self

    def once_more(self) -> ActForm | None:
        """The form to show again, unchecked, where another button than its own was pressed."""
        return None

    def said(self) -> list[tuple[str, str]]:
        """For an act that is checked before it is done: each label, and what was typed, in words."""
        return [(str(field.label), str(self.cleaned_data.get(name, ""))) for name, field in self.fields.items()]

    def tell(self, result: Any) -> bool:
        """Whether something of what the operation gave back has to be said here: the form is then shown again."""
        return False

    def field_of(self, path: str) -> str | None:
        """The form's field for the path of a refused input; None puts the words on top of the form."""
        return path if path in self.fields else None

    def say(self, refused: Refused) -> None:
        """The refusal in the error summary, at its field where it has one. What was typed stays."""
        if not isinstance(refused, InvalidInput):
            self.add_error(None, refused.why)
            return
        for error in refused.errors:
            self.add_error(self.field_of(error.field), error.detail)


class NoFields(ActForm):
    """An act that needs nothing but the press of its button."""


def long_text(label: str, hint: str = "", *, required: bool = True, rows: int = 6) -> forms.CharField:
    """Its length is the operation's to refuse, so that a long text comes back whole."""
    label = label if required else f"{label} (optional)"
    return forms.CharField(label=label, help_text=hint, required=required, widget=forms.Textarea({"rows": rows}))


def asking(name: str, label: str, hint: str = "", *, required: bool = True) -> type[ActForm]:
    """A form of one long text, whose name is the operation's argument."""
    field = long_text(label, hint, required=required)
    made: type[ActForm] = types.new_class(
        f"{name.capitalize()}Form", (ActForm,), {}, lambda body: body.update({name: field})
    )
    return made
