"""A form that says more than one may: refused, and given back to be shortened."""

from __future__ import annotations

from html import unescape
from urllib.parse import urlencode

import pytest

from cases.models import Application, State
from recognition.accounts.web import form_size
from recognition.accounts.web.form_size import MOST_FIELDS, MOST_TEXT
from recognition.audit.models import Entry
from tests.cases.web.test_acts import begun

HERE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
FORM = "application/x-www-form-urlencoded"
LONG = "Nobody types this twice. " + "x" * MOST_TEXT


@pytest.fixture
def begun_act(db, client, sign_in, today):
    act, journey, how = begun("find-invalid", today)
    sign_in(journey.people.user(how.role))
    return act.url(journey.case), journey


def send(client, path, fields, **how):
    return client.post(path, urlencode(fields), content_type=FORM, headers=HERE, **how)


@pytest.mark.parametrize("encoded", [True, False])
def test_it_comes_back_in_a_field_to_be_shortened_and_nothing_is_done(client, begun_act, encoded):
    path, journey = begun_act
    count = Entry.objects.count()

    answer = send(client, path, {"reason": LONG}) if encoded else client.post(path, {"reason": LONG}, headers=HERE)

    page = unescape(answer.content.decode())
    assert (answer.status_code, Entry.objects.count()) == (413, count)
    assert f'name="reason" rows="8" aria-describedby="sent-1-size">\n{LONG}</textarea>' in page
    assert "5,242,905 characters" in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert Application.objects.get(pk=journey.case.pk).state == State.VALIDATING


def test_once_shortened_it_fills_in_the_form_again(client, begun_act):
    path, _ = begun_act

    answer = send(client, path, {"reason": "Shortened.", "filled_again": "1"})

    assert answer.status_code == 200
    assert "Shortened.</textarea>" in answer.content.decode()


def test_short_ones_beside_it_are_sent_with_it(client, begun_act):
    path, _ = begun_act

    page = send(client, path, {"reason": LONG, "on": "<b>2026"}).content.decode()

    assert '<input type="hidden" name="on" value="&lt;b&gt;2026">' in page


def test_more_fields_than_a_form_may_have_come_back(client, begun_act):
    path, _ = begun_act

    answer = send(client, path, {f"point_{n}": f"Point {n}." for n in range(MOST_FIELDS + 1)})

    assert answer.status_code == 413
    assert "A form may have 1,000 fields" in answer.content.decode()
    assert f'name="point_{MOST_FIELDS}" value="Point {MOST_FIELDS}."' in answer.content.decode()


def test_a_form_that_says_just_as_much_as_it_may_is_looked_at(client, begun_act):
    path, _ = begun_act

    answer = send(client, path, {"reason": "x" * (MOST_TEXT - len("reason"))})

    assert answer.status_code == 422  # its field takes 200,000 characters


def test_after_the_session_it_comes_back_too(client, begun_act):
    path, _ = begun_act
    client.get("/")  # the browser is known from here on
    del client.cookies["sessionid"]

    answer = send(client, path, {"reason": LONG})

    assert answer.status_code == 413
    assert LONG in unescape(answer.content.decode())


def test_of_a_stranger_nothing_is_read(db, client, monkeypatch):
    monkeypatch.setattr(form_size, "refuse_too_much", lambda sent: pytest.fail("It was read."))

    answer = send(client, "/sign-in/", {"username": LONG})

    assert answer.status_code == 413
    assert "Nobody types this" not in answer.content.decode()
    assert "Go back with your browser" in answer.content.decode()


def test_what_is_too_large_to_be_read_says_so(client, begun_act, settings):
    path, _ = begun_act
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    answer = send(client, path, {"reason": "x" * 2000})

    assert answer.status_code == 413
    assert "Go back with your browser" in answer.content.decode()


def test_what_another_site_has_sent_is_in_no_field_of_ours(client, begun_act):
    path, _ = begun_act

    answer = client.post(path, urlencode({"reason": LONG}), content_type=FORM, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 413
    assert "Nobody types this" not in answer.content.decode()
