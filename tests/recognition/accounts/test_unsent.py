"""What was typed when the session ended: for its writer, in their browser, for three days, and never done by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from recognition.accounts.actors import person
from recognition.accounts.models import Role, UnsentForm, User
from recognition.accounts.sessions import end_sessions
from recognition.accounts.tasks import forget_unsent_forms
from recognition.accounts.unsent import KEPT_FOR, LARGEST, MOST
from recognition.accounts.web.browser import COOKIE
from recognition.clock import now

from .codes import code_of
from .conftest import PASSWORD

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
TYPED = "Half an hour of work"
HERE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}


def enter(client, name="mary", **more):
    return client.post("/sign-in/", {"username": name, "password": PASSWORD, **more})


def send(client, text=TYPED, path="/settings/", **more):
    return client.post(path, {"reason": text, **more}, headers=HERE)


@pytest.fixture
def left(client, mary) -> Client:
    """A browser in which Mary was signed in until her session ended."""
    enter(client)
    client.cookies.pop("sessionid")
    return client


def seen(client) -> str:
    return client.get("/typed/").content.decode()


def test_it_comes_back_after_signing_in_and_nothing_was_done(left):
    assert send(left)["Location"].startswith("/sign-in/?next=")
    assert "What you had typed is kept" in left.get("/sign-in/").content.decode()
    assert enter(left, next="/more/")["Location"] == "/typed/?next=%2Fmore%2F"
    page = left.get("/typed/?next=/more/").content.decode()
    assert TYPED in page
    assert 'href="/more/"' in page


@pytest.mark.parametrize("how", ["idle", "elsewhere", "signed out"])
def test_however_the_session_ended(client, mary, how):
    enter(client)
    if how == "idle":
        client.session.flush()
    elif how == "elsewhere":
        end_sessions(user=mary, actor=person(mary), at=now())
    else:
        client.post("/sign-out/")
    send(client)
    enter(client)
    assert TYPED in seen(client)


def test_it_waits_for_the_second_factor(left, mary, device):
    send(left)
    enter(left)
    assert SESSION_KEY not in left.session
    assert left.get("/typed/").status_code == 302
    assert left.post("/sign-in/code/", {"code": code_of(device)})["Location"].startswith("/typed/")
    assert TYPED in seen(left)


def test_another_person_in_the_same_browser_does_not_see_it_and_the_writer_does_afterwards(left):
    User.objects.create_user("nils", password=PASSWORD, role=Role.MANAGER)
    send(left)
    assert enter(left, "nils")["Location"] == "/"
    assert TYPED not in seen(left)
    left.post("/typed/", {"drop": UnsentForm.objects.get().pk})
    left.post("/sign-out/")
    enter(left)
    assert TYPED in seen(left)


def test_the_same_person_in_another_browser_does_not_see_it(left):
    send(left)
    other = Client()
    assert enter(other)["Location"] == "/"
    assert TYPED not in seen(other)


def test_the_row_alone_tells_nothing_and_a_forged_cookie_opens_nothing(left):
    send(left, password="hunter2hunter2")
    row = UnsentForm.objects.get()
    assert TYPED.encode() not in bytes(row.sealed)
    secret = left.cookies[COOKIE].value
    left.cookies[COOKIE] = secret[:-2] + ("AA" if secret[-2:] != "AA" else "BB")
    enter(left)
    assert TYPED not in seen(left)


def test_secrets_and_files_are_not_kept_and_that_is_said(left):
    paper = SimpleUploadedFile("report.pdf", b"%PDF-1.7 of a company")
    send(left, password="hunter2hunter2", paper=paper)
    enter(left)
    page = seen(left)
    assert "hunter2" not in page
    assert "Choose the files again" in page
    assert "report.pdf" in page
    assert "Passwords and codes are not kept" in page


def test_the_password_page_keeps_nothing(left):
    left.post("/account/password/", {"old_password": "x", "new_password1": "y", "hint": TYPED})
    assert not UnsentForm.objects.exists()


def test_a_stranger_fills_no_table_and_has_the_text_in_the_answer(client, mary):
    answer = send(client)
    assert answer.status_code == 403
    assert TYPED in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert not UnsentForm.objects.exists()


def test_what_is_too_large_to_keep_stands_in_the_answer(left):
    answer = send(left, text=TYPED + "x" * LARGEST)
    assert answer.status_code == 403
    assert TYPED in answer.content.decode()


def test_what_a_script_sends_is_not_kept(left):
    left.post("/settings/", {"reason": TYPED}, headers={"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin"})
    assert not UnsentForm.objects.exists()


def test_the_oldest_go_first(left):
    for n in range(MOST + 2):
        send(left, f"{TYPED} {n}.")
    enter(left)
    page = seen(left)
    assert f"{TYPED} {MOST + 1}." in page
    assert f"{TYPED} 1." not in page


def test_after_three_days_it_is_gone(left):
    sent_at = now()
    send(left)
    with time_machine.travel(sent_at + KEPT_FOR - timedelta(minutes=1)):
        assert forget_unsent_forms() == 0
        enter(left)
        assert TYPED in seen(left)
    with time_machine.travel(sent_at + KEPT_FOR + timedelta(minutes=1)):
        assert TYPED not in seen(left)
        assert forget_unsent_forms() == 1


def test_a_browser_that_is_used_stays_the_same(left):
    started = now()
    with time_machine.travel(started + timedelta(days=20)):
        enter(left)
        left.cookies.pop("sessionid")
    with time_machine.travel(started + timedelta(days=29)):
        send(left)
    with time_machine.travel(started + timedelta(days=31)):
        enter(left)
        assert TYPED in seen(left)


def test_it_is_gone_once_its_form_was_taken(left):
    send(left, path="/settings/reminders/", choice="at_once")
    enter(left)
    again = {"reason": TYPED, "choice": "at_once", "filled_again": "1"}
    assert left.post("/settings/reminders/", again).status_code == 302
    assert not UnsentForm.objects.exists()


def test_two_texts_for_one_address_are_two_and_the_one_that_was_taken_is_gone(left):
    send(left, path="/settings/reminders/", choice="at_once")
    send(left, "Another text", path="/settings/reminders/", choice="at_once")
    enter(left)
    again = {"choice": "at_once", "reason": "Another text", "filled_again": "1"}
    assert left.post("/settings/reminders/", again).status_code == 302

    assert TYPED in seen(left)
    assert "Another text" not in seen(left)


def test_what_was_typed_elsewhere_meanwhile_takes_nothing_away(left):
    send(left, path="/settings/reminders/", choice="at_once")
    enter(left)
    assert send(left, "Another text", path="/settings/reminders/", choice="at_once").status_code == 302

    assert TYPED in seen(left)
