"""Who assesses and who leads; the fee; a note."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.models import Application
from cases.models.state import IN_VALIDATION
from cases.operations.assign import NEEDS
from cases.queries.conflicts import barred_people
from recognition.accounts.models import User
from recognition.accounts.permissions import READ, person_may

from .base import ActForm, long_text

NOBODY = ("", "Nobody yet")


class AssignForm(ActForm):
    """The validator until day 0; after it who validated stays."""

    validator = forms.ChoiceField(required=False)
    assessor = forms.ChoiceField(required=False)
    lead = forms.ChoiceField(label="Lead assessor", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = User.objects.filter(is_active=True).exclude(pk__in=barred_people(self.asked.application))
        self.people = {str(user.pk): user for user in able}
        if self.asked.application.state not in IN_VALIDATION:
            del self.fields["validator"]
        for name, field in self.fields.items():
            field.choices = [NOBODY, *self._who_may(NEEDS[name])]  # type: ignore[attr-defined]
            field.initial = str(getattr(self.asked.application, f"{name}_id") or "")

    def _who_may(self, permission: str) -> list[tuple[str, str]]:
        able = [user for user in self.people.values() if person_may(user, permission)]
        return sorted(((str(user.pk), f"{user} ({user.get_role_display()})") for user in able), key=lambda row: row[1])

    def arguments(self) -> dict[str, Any]:
        return {name: self.people.get(self.cleaned_data[name]) for name in self.fields}


class PriorityForm(ActForm):
    priority = forms.ChoiceField(choices=Application.Priority.choices, widget=forms.RadioSelect)
    reason = long_text("Reason", "Staff read it; the company never does.", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].initial = self.asked.application.priority


class FeeForm(ActForm):
    fee_reference = forms.CharField(
        label="Reference of the fee's payment",
        help_text="As it stands on the receipt. Validation waits for it.",
        widget=forms.TextInput({"class": "govuk-input--width-20", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, known = self.fields["fee_reference"], self.asked.application.fee_reference
        field.initial = known
        if known:
            field.help_text = f"As it stands on the receipt. It is {known} now."


class NoteForm(ActForm):
    template = "cases/acts/note.html"
    text = long_text(
        "Note",
        "Staff read it; the company never does. It cannot be changed afterwards. "
        "Write @ and a username to tell somebody of it.",
    )

    @property
    def who_can_be_named(self) -> list[User]:
        """For whoever does not know the username: those who may see the case."""
        users = User.objects.filter(is_active=True).exclude(pk__in=barred_people(self.asked.application))
        return [user for user in users.order_by("first_name", "last_name") if person_may(user, READ)]
