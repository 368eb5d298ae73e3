"""A conflict of interest: whose, with what, of which kind; and why it has ended."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.models import Application, Conflict
from cases.workflow.refusals import InvalidInput, Refused
from recognition.accounts.actors import Actor
from recognition.accounts.models import Organisation, User
from recognition.accounts.permissions import LEAD, READ, may, person_may
from recognition.forms import GovForm

from .base import long_text

CASE, COMPANY = "case", "company"


class _Said(GovForm, forms.Form):
    def say(self, refused: Refused) -> None:
        """The refusal in the error summary, at its field where it has one. What was typed stays."""
        if not isinstance(refused, InvalidInput):
            self.add_error(None, refused.why)
            return
        for error in refused.errors:
            self.add_error(error.field if error.field in self.fields else None, error.detail)


class ConflictForm(_Said):
    """A lead or a manager chooses whose it is; anybody else declares their own. Without a case it is with a company."""

    person = forms.ChoiceField(label="Who has it")
    covers = forms.ChoiceField(label="What it is with", widget=forms.RadioSelect, initial=CASE)
    company = forms.ChoiceField(label="Company", help_text="Every case of this company is barred, those to come too.")
    kind = forms.ChoiceField(label="What kind of conflict", choices=Conflict.Kind.choices, widget=forms.RadioSelect)
    text = long_text("What it is", "Read by the person, leads, managers and auditors. It cannot be changed afterwards.")

    def __init__(self, *args: Any, actor: Actor, application: Application | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = [user for user in User.objects.filter(is_active=True) if person_may(user, READ)]
        self.people = {str(user.pk): user for user in able}
        self._offer_people(actor)
        if application is None:
            del self.fields["covers"]
            self.companies = {str(row.pk): row for row in Organisation.objects.all()}
            choices = [("", "Choose a company"), *((key, str(row)) for key, row in self.companies.items())]
            self.fields["company"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["company"]
            ways = [(CASE, f"{application.reference} alone"), (COMPANY, f"Every case of {application.organisation}")]
            self.fields["covers"].choices = ways  # type: ignore[attr-defined]

    def _offer_people(self, actor: Actor) -> None:
        me = str(actor.user.pk) if actor.user else ""
        choices = sorted(((key, f"{user} ({user.get_role_display()})") for key, user in self.people.items()), key=_name)
        field = self.fields["person"]
        field.initial = me
        field.choices = choices  # type: ignore[attr-defined]
        if not may(actor, LEAD):
            field.choices = [row for row in choices if row[0] == me]  # type: ignore[attr-defined]
            field.widget = forms.HiddenInput()

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"person": self.people[given["person"]], "kind": given["kind"], "text": given["text"]}


class EndForm(_Said):
    reason = long_text("Why it has ended", "The person concerned is told.")


def _name(row: tuple[str, str]) -> str:
    return row[1].lower()
