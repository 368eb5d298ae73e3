from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY

from .conftest import PASSWORD

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def sign_in(client, password: str = PASSWORD, **more: str):
    return client.post("/sign-in/", {"username": "mary", "password": password, **more})


def test_a_page_asks_one_to_sign_in_and_then_comes_back(client, mary):
    asked = client.get("/account/")
    assert asked.url == "/sign-in/?next=/account/"

    assert sign_in(client, next="/account/").url == "/account/"
    assert "Mary Seacole" in client.get("/account/").content.decode()


def test_the_session_is_another_one_afterwards(client, mary):
    client.get("/sign-in/")
    client.session["kept"] = "from before"
    before = client.session.session_key
    sign_in(client)

    assert client.session.session_key != before


def test_nobody_is_sent_to_another_site(client, mary):
    assert sign_in(client, next="https://evil.example/").url == "/"


@pytest.mark.parametrize("name", ["mary", "nobody"])
def test_a_wrong_password_says_as_much_as_a_wrong_name(client, mary, name):
    page = client.post("/sign-in/", {"username": name, "password": "wrong"}).content.decode()

    assert "The username or the password is not right" in page
    assert "<title>Error: Sign in" in page


def test_a_closed_account_does_not_open(client, mary):
    mary.is_active = False
    mary.save()
    sign_in(client)

    assert SESSION_KEY not in client.session


def test_the_sixth_try_is_locked_out_even_with_the_right_password(client, mary, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = sign_in(client, "wrong")
    assert answer.status_code == 429
    assert "for 15 minutes" in answer.content.decode()

    assert sign_in(client).status_code == 429
    assert SESSION_KEY not in client.session


def test_a_lock_out_closes_nobody_elses_account(client, mary, django_user_model, settings):
    django_user_model.objects.create_user("anna", password=PASSWORD)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, "wrong")

    client.post("/sign-in/", {"username": "anna", "password": PASSWORD})
    assert SESSION_KEY in client.session


def test_signing_out_ends_the_session(client, mary):
    sign_in(client)
    assert client.post("/sign-out/").url == "/signed-out/"

    assert client.get("/account/").status_code == 302


def test_a_link_does_not_sign_out(client, mary):
    sign_in(client)

    assert client.get("/sign-out/").status_code == 405
    assert SESSION_KEY in client.session


def test_the_admins_own_sign_in_is_not_there(client):
    assert client.get("/admin/login/?next=/admin/").url.startswith("/sign-in/")


@pytest.mark.parametrize("address", ["/sign-in/", "/signed-out/", "/help/", "/accessibility/"])
def test_some_pages_need_nobody_signed_in(client, address):
    assert client.get(address).status_code == 200


def test_the_policy_allows_nothing_inline(client):
    policy = client.get("/sign-in/").headers["Content-Security-Policy"]

    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
