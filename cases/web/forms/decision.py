"""Advice, recommendation and signature."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.models import Consultation, Decision, Objection, RequestPoint
from cases.operations.write_letter import write_decision_letter
from cases.queries.case_page import decisions
from cases.queries.majors import list_of_majors
from cases.queries.written import Written
from cases.workflow.refusals import Refused
from recognition.accounts.models import User
from recognition.accounts.web.entering import confirm_password
from recognition.clock import now

from .base import ActForm, long_text


class AdviceForm(ActForm):
    advice = forms.ChoiceField(
        label="The Commission's advice", choices=Consultation.Advice.choices, widget=forms.RadioSelect
    )
    reason = long_text("What the Commission said", required=False)


class GrantForm(ActForm):
    reasons = long_text("Reasons", "The decision will give them as they stand here.", rows=8)
    conditions = long_text("Conditions", "One to a line.", required=False)


class RefusalForm(ActForm):
    reads = "cases/acts/majors_read.html"
    grounds = forms.ChoiceField(
        label="Grounds",
        choices=Decision.Grounds.choices,
        widget=forms.RadioSelect,
        help_text="A refusal on safety, quality or efficacy needs the Commission's advice first.",
    )
    reasons = long_text("Reasons", "The decision will give them as they stand here.", rows=8)

    def majors(self) -> list[Objection | RequestPoint]:
        return list_of_majors(self.asked.application)


class SignForm(ActForm):
    """The signatory reads what is signed and gives the password again. What was read is what is signed."""

    template = "cases/acts/sign.html"
    reads = "cases/acts/signed.html"
    read = forms.IntegerField(widget=forms.HiddenInput, required=False)
    read_letter = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)
    password = forms.CharField(
        label="Your password",
        help_text="You give it again because this is your signature.",
        strip=False,
        widget=forms.PasswordInput({"class": "govuk-input--width-20", "autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = decisions(self.asked.application).filter(state=Decision.State.RECOMMENDED)
        self.decision: Decision | None = rows.first()
        self.initial["read"] = self.decision.pk if self.decision else ""
        self.letter, self.no_letter = self._letter()

    def _letter(self) -> tuple[Written | None, str]:
        """The letter that the signature sends, or why there is none."""
        if self.decision is None:
            return None, ""
        try:
            return write_decision_letter(self.asked.application, self.decision, at=now()), ""
        except Refused as refused:
            return None, refused.why

    def clean_password(self) -> str:
        given, user = str(self.cleaned_data["password"]), self.asked.actor.user
        if not isinstance(user, User) or not confirm_password(user, given, request=self.asked.request):
            raise forms.ValidationError("The password is not right")
        return given

    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("read", "read_letter")}
