"""What an act on many cases asks for, once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from cases.models import Application, BulkRun
from recognition.accounts.models import User
from recognition.accounts.permissions import ASSESS, LEAD, VALIDATE, person_may
from recognition.forms import GovForm

STAYS: Final = ("", "Whoever it is now")


class BulkForm(GovForm, forms.Form):
    def arguments(self) -> dict[str, Any]:
        """As JSON, for the run to keep."""
        return dict(self.cleaned_data)


class AssignManyForm(BulkForm):
    """By role of the case. A discipline is taken up on the case, by whoever assesses it."""

    validator = forms.ChoiceField(
        required=False,
        help_text="From receipt to day 0. A case that is further on is changed in no role, and its result says so.",
    )
    assessor = forms.ChoiceField(required=False)
    lead = forms.ChoiceField(label="Lead assessor", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(User.objects.filter(is_active=True).order_by("last_name", "first_name", "username"))
        for name, permission in (("validator", VALIDATE), ("assessor", ASSESS), ("lead", LEAD)):
            able = [(str(user.pk), str(user)) for user in people if person_may(user, permission)]
            self.fields[name].choices = [STAYS, *able]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.values()) and not self.errors:
            self.add_error("validator", "Choose a person for at least one of the roles.")
        return given

    def arguments(self) -> dict[str, Any]:
        return {name: int(key) for name, key in self.cleaned_data.items() if key}


class ReleaseManyForm(BulkForm):
    parts = forms.MultipleChoiceField(
        label="Who is taken off",
        choices=[
            ("validator", "The validator, from receipt to day 0"),
            ("assessor", "The assessor"),
            ("lead", "The lead assessor"),
        ],
        initial=["assessor"],
        widget=forms.CheckboxSelectMultiple,
        help_text="A case on which nobody is left stands under “Unassigned”.",
        error_messages={"required": "Tick at least one role to take somebody off"},
    )


class PrioritiseManyForm(BulkForm):
    priority = forms.ChoiceField(choices=Application.Priority.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        help_text="It stands on each case and in its record. The company never reads it.",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


FORMS: Final[Mapping[str, type[BulkForm]]] = {
    BulkRun.Act.ASSIGN: AssignManyForm,
    BulkRun.Act.RELEASE: ReleaseManyForm,
    BulkRun.Act.PRIORITISE: PrioritiseManyForm,
}
