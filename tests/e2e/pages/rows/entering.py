"""Signing in, one's account, and the pages for everybody."""

from __future__ import annotations

from django_otp.plugins.otp_totp.models import TOTPDevice

from recognition.accounts.models import User
from tests.cases.journey import user_of

from ..house import House
from ..look import SEND
from ..row import Row


def with_a_second_factor(house: House) -> User:
    user = house.once("second factor", lambda house: user_of("assessor", username="with-a-second-factor"))
    TOTPDevice.objects.get_or_create(user=user, confirmed=True, defaults={"name": "Authenticator app"})
    return user


WRONG = {"username": "with-a-second-factor", "password": "not it"}
RIGHT = {"username": "with-a-second-factor", "password": "recognition"}

ROWS = [
    Row("home", "manager"),
    Row("home", "administrator", label="administrator"),
    Row("sign-in", ""),
    Row("sign-in", "", "error", types=WRONG, presses=SEND),
    Row("sign-in", "", "error", presses=SEND, label="blank"),
    Row("sign-in-code", "", at="/sign-in/", types=RIGHT, presses=SEND, prepares=with_a_second_factor),
    Row("sign-in-code", "", "error", at="/sign-in/", types=RIGHT, presses=SEND, then={"code": "12"},
        prepares=with_a_second_factor),
    Row("signed-out", ""),
    Row("my-account", "lead"),
    Row("my-account", with_a_second_factor, label="second-factor"),
    Row("new-password", "lead"),
    Row("new-password", "lead", "error", types={"old_password": "x", "new_password1": "y"}, presses=SEND),
    Row("second-factor", "lead"),
    Row("second-factor", "lead", "error", types={"code": "12"}, presses=SEND),
    Row("second-factor-remove", with_a_second_factor),
    Row("second-factor-remove", with_a_second_factor, "error", types={"password": "x"}, presses=SEND),
    Row("unsent", "lead", "empty"),
    Row("unsent", "lead"),
    Row("unsent", "", "error", at="/no/such/page/", status=404, label="signed-out"),
    Row("more", "manager"),
    Row("accessibility", ""),
    Row("help", ""),
    Row("help", "lead", label="signed-in"),
    Row("help-keys", "lead"),
    Row("help-words", "lead"),
]  # fmt: skip
