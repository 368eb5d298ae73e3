from __future__ import annotations

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from recognition.clock import now

from .codes import code_of
from .conftest import PASSWORD

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def give_password(client):
    return client.post("/sign-in/", {"username": "mary", "password": PASSWORD, "next": "/account/"})


def test_the_password_alone_opens_nothing(client, device):
    assert give_password(client).url == "/sign-in/code/?next=%2Faccount%2F"

    assert SESSION_KEY not in client.session
    assert client.get("/account/").status_code == 302


def test_the_code_opens_the_account(client, device):
    give_password(client)

    assert client.post("/sign-in/code/", {"code": code_of(device), "next": "/account/"}).url == "/account/"
    assert client.get("/account/").status_code == 200


def test_a_wrong_code_opens_nothing(client, device):
    give_password(client)
    page = client.post("/sign-in/code/", {"code": "000000"}).content.decode()

    assert "This code is not right" in page
    assert SESSION_KEY not in client.session


def test_a_code_opens_once(client, device):
    give_password(client)
    code = code_of(device)
    client.post("/sign-in/code/", {"code": code})
    client.post("/sign-out/")
    give_password(client)
    client.post("/sign-in/code/", {"code": code})

    assert SESSION_KEY not in client.session


def test_the_code_has_to_come_within_minutes(client, device):
    give_password(client)
    with time_machine.travel(now().timestamp() + 400):
        assert client.post("/sign-in/code/", {"code": code_of(device)}).url == "/sign-in/"

    assert SESSION_KEY not in client.session


def test_the_page_for_the_code_is_nothing_without_a_password(client, device):
    assert client.get("/sign-in/code/").url == "/sign-in/"


def test_an_app_that_was_never_confirmed_asks_for_nothing(client, mary):
    TOTPDevice.objects.create(user=mary, confirmed=False)

    assert give_password(client).url == "/account/"


def test_an_app_is_added_by_giving_one_of_its_codes(client, mary):
    client.force_login(mary)
    assert "data:image/svg+xml" in client.get("/account/second-factor/").content.decode()
    client.post("/account/second-factor/", {"code": code_of(TOTPDevice.objects.get())})

    assert TOTPDevice.objects.get().confirmed


def test_a_wrong_code_adds_no_app(client, mary):
    client.force_login(mary)
    client.post("/account/second-factor/", {"code": "12 34"})

    assert not TOTPDevice.objects.get().confirmed


def test_giving_up_the_app_asks_for_the_password(client, mary, device):
    client.force_login(mary)
    client.post("/account/second-factor/remove/", {"password": "wrong"})
    assert TOTPDevice.objects.exists()

    client.post("/account/second-factor/remove/", {"password": PASSWORD})
    assert not TOTPDevice.objects.exists()
