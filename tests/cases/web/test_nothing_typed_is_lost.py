"""A form that is refused comes back with all that was typed, whatever the act."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from urllib.parse import urlencode

import pytest
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from cases.operations.declare_conflict import declare_conflict
from cases.operations.validation import find_invalid
from cases.web.acts import ACTS
from recognition.audit.models import Entry
from tests.cases.journey import Journey
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


HERE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}


@pytest.mark.parametrize("name", WITH_TEXT)
def test_it_is_filled_in_again_without_being_done(db, client, sign_in, today, name):
    """What “What you had typed” leads to, however final the act."""
    act, journey, how = begun(name, today)
    sign_in(journey.people.user(how.role))
    count, texts = Entry.objects.count(), {field: f"{TYPED} {field}" for field in _texts(act.form)}

    answer = client.post(act.url(journey.case, how.about), {**texts, "filled_again": "1", "confirmed": "1"})

    page = unescape(answer.content.decode())
    assert (answer.status_code, Entry.objects.count()) == (200, count)
    assert all(text in page for text in texts.values())
    assert "There is a problem" not in page
    assert 'name="filled_again"' not in page


@pytest.mark.parametrize("error", [PermissionDenied("No."), Http404("Gone."), RuntimeError("It broke.")])
def test_it_stands_in_the_answer_when_the_act_ends_in_an_error(db, client, sign_in, today, monkeypatch, error):
    def breaks(**_):
        raise error

    act, journey, how = begun("find-invalid", today)
    monkeypatch.setitem(ACTS, "find-invalid", replace(act, run=breaks))
    sign_in(journey.people.user(how.role))
    client.raise_request_exception = False

    answer = client.post(act.url(journey.case), {"reason": TYPED}, headers=HERE)

    assert answer.status_code in (403, 404, 500)
    assert TYPED in answer.content.decode()
    assert f'action="{act.url(journey.case)}"' in answer.content.decode()


def test_what_another_site_has_sent_is_not_offered_to_be_sent(db, client, sign_in):
    sign_in("lead")
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        answer = client.post("/no/such/page/", {"reason": TYPED}, headers=headers)
        assert TYPED not in answer.content.decode()


def test_a_way_out_of_the_site_is_not_offered(db, client, sign_in):
    sign_in("lead")
    answer = client.post("//evil.example/x/", {"reason": TYPED}, headers=HERE)
    assert 'action="//' not in answer.content.decode()
    assert TYPED in answer.content.decode()


def test_a_case_that_moved_on_and_one_that_is_barred_by_now_give_it_back(db, client, sign_in, today):
    """The page of the checklist has no field any more; of a barred case there is no page at all."""
    journey = Journey().validating()
    today(journey)
    validator = sign_in(journey.people.user("validator"))
    path = reverse("case-validation", args=[journey.case.reference])
    typed = {"outcome-VAL-42": "met", "remark-VAL-42": TYPED, "seen-VAL-42": "0"}
    find_invalid(**journey.by("validator"), reason="It is not whole.")
    moved_on = client.post(path, typed, headers=HERE)
    assert moved_on.status_code == 409
    assert TYPED in moved_on.content.decode()
    given = {"person": validator, "kind": "family", "text": "My brother."}
    declare_conflict(**journey.by("validator"), **given)
    barred = client.post(path, typed, headers=HERE)
    assert barred.status_code == 404
    assert TYPED in barred.content.decode()
    assert journey.case.product_name not in barred.content.decode()


def test_the_longest_text_may_be_sent_in_any_script(db, client, sign_in, today):
    """200,000 characters outside Latin are 1.8 MB when a form sends them."""
    act, journey, how = begun("find-invalid", today)
    sign_in(journey.people.user(how.role))
    text = "試" * 200_001
    answer = client.post(
        act.url(journey.case), urlencode({"reason": text}), content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 422
    assert text in answer.content.decode()
