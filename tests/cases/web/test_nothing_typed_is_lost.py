"""A form that is refused comes back with all that was typed, whatever the act."""

from __future__ import annotations

from html import unescape

import pytest
from django import forms

from cases.web.acts import ACTS
from tests.cases.web.test_acts import begun

TYPED = "Nobody types this twice"
TOO_LONG = TYPED + "x" * 200_001


def _texts(form: type[forms.Form]) -> list[str]:
    """Fields into which one types, secrets left out: a password never comes back."""
    return [
        name
        for name, field in form.base_fields.items()
        if isinstance(field.widget, forms.TextInput | forms.Textarea)
        and not isinstance(field.widget, forms.PasswordInput)
    ]


WITH_TEXT = [name for name, act in ACTS.items() if _texts(act.form)]


@pytest.mark.parametrize("name", WITH_TEXT)
def test_what_was_typed_comes_back_with_the_error(db, client, sign_in, today, name):
    act, journey, how = begun(name, today)
    sign_in(journey.people.user(how.role))
    first, *others = _texts(act.form)
    typed = {name: value() if callable(value) else value for name, value in how.typed.items() if name != "confirmed"}
    typed |= {other: f"{TYPED} {other}" for other in others} | {first: TOO_LONG}

    answer = client.post(act.url(journey.case, how.about), typed)

    page = unescape(answer.content.decode())
    assert answer.status_code == 422, answer.status_code
    assert TOO_LONG in page
    for other in others:
        assert f"{TYPED} {other}" in page, other
