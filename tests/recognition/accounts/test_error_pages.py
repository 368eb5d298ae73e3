from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client

pytestmark = pytest.mark.integration


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_a_page_for_broken_requests_needs_no_context(template):
    assert "<h1" in render_to_string(template)


@pytest.mark.django_db
def test_an_unknown_address_is_said_to_be_one(client, mary):
    client.force_login(mary)
    answer = client.get("/no/such/page/")

    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_from_an_old_page_says_that_nothing_was_done(mary):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mary)
    answer = client.post("/account/password/", {"old_password": "x"})

    assert answer.status_code == 403
    assert "open too long" in answer.content.decode()


@pytest.mark.django_db
def test_the_browsers_icon_is_found_by_itself(client):
    assert client.get("/favicon.ico").url.endswith("favicon.svg")
