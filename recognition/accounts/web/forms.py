from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest
from django_otp import match_token
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from recognition.accounts.models import User
from recognition.forms import GovForm

from .entering import confirm_password

SHORT = {"class": "govuk-input--width-20"}


class SignInForm(GovForm, forms.Form):
    """It says neither whether the name exists nor whether the account is closed."""

    username = forms.CharField(
        max_length=150, widget=forms.TextInput({**SHORT, "autocomplete": "username", "spellcheck": "false"})
    )
    password = forms.CharField(strip=False, widget=forms.PasswordInput({**SHORT, "autocomplete": "current-password"}))

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            user = authenticate(self.request, username=given["username"], password=given["password"])
            if not isinstance(user, User):
                raise forms.ValidationError("The username or the password is not right")
            self.user = user
        return given


class CodeForm(GovForm, forms.Form):
    code = forms.CharField(
        label="Security code",
        help_text="Six digits from your authenticator app. They change every 30 seconds.",
        max_length=20,
        widget=forms.TextInput(
            {"class": "govuk-input--width-5", "autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
    )

    def __init__(self, user: User, *args: Any, device: TOTPDevice | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.device = user, device
        self.matched: Device | None = None

    def clean_code(self) -> str:
        """A device being set up is asked itself; otherwise any of the person's devices may answer."""
        code = "".join(self.cleaned_data["code"].split())
        if self.device:
            self.matched = self.device if self.device.verify_token(code) else None
        else:
            self.matched = match_token(self.user, code)
        if self.matched is None:
            raise forms.ValidationError("This code is not right, or it has been used. Wait for the next one.")
        return code


class PasswordForm(GovForm, forms.Form):
    """The person's own password once more, before something that a borrowed screen must not do."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput({**SHORT, "autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not isinstance(self.request.user, User) or not confirm_password(
            self.request.user, password, request=self.request
        ):
            raise forms.ValidationError("The password is not right")
        return password


class NewPasswordForm(GovForm, PasswordChangeForm):
    pass
