"""Who is away, how reminders come, and whether keys do something."""

from __future__ import annotations

from typing import Any

from django import forms

from recognition.accounts.actors import Actor
from recognition.accounts.models import ReminderDelivery, User
from recognition.accounts.permissions import MANAGE, READ, may, person_may
from recognition.forms import GovDateField, GovForm


class AbsenceForm(GovForm, forms.Form):
    """A manager chooses who is away; anybody else says so of themselves."""

    user = forms.ChoiceField(label="Who is away")
    from_on = GovDateField(label="First day away")
    until_on = GovDateField(label="Last day away")
    deputy = forms.ChoiceField(label="Who stands in", help_text="Reminders meant for the person away go to them.")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = [user for user in User.objects.filter(is_active=True) if person_may(user, READ)]
        self.people = {str(user.pk): user for user in able}
        choices = sorted(((key, f"{user} ({user.get_role_display()})") for key, user in self.people.items()), key=_name)
        me = str(actor.user.pk) if actor.user else ""
        user, deputy = self.fields["user"], self.fields["deputy"]
        user.choices = choices  # type: ignore[attr-defined]
        user.initial = me
        deputy.choices = [("", "Choose a person"), *choices]  # type: ignore[attr-defined]
        if not may(actor, MANAGE):
            user.choices = [row for row in choices if row[0] == me]  # type: ignore[attr-defined]
            user.widget = forms.HiddenInput()

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {**given, "user": self.people[given["user"]], "deputy": self.people[given["deputy"]]}


def _name(row: tuple[str, str]) -> str:
    return row[1].lower()


class DeliveryForm(GovForm, forms.Form):
    choice = forms.ChoiceField(
        label="Mails of reminders", choices=ReminderDelivery.Choice.choices, widget=forms.RadioSelect
    )


class KeysForm(GovForm, forms.Form):
    keys = forms.ChoiceField(
        label="Keys",
        choices=(("on", "Single keys work on every page"), ("off", "Single keys do nothing")),
        widget=forms.RadioSelect,
        help_text="Turn them off if you work by speech, or if keys do what you did not mean.",
    )
