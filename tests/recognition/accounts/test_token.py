from __future__ import annotations

from urllib.parse import urlencode

import pytest

from recognition.accounts.models import ApiClient, Organisation

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def api_client(db) -> ApiClient:
    organisation = Organisation.objects.create(name="Northwind", company_number="12345", contact_email="a@example.org")
    return ApiClient.objects.create(
        name="Its system", organisation=organisation, client_id="northwind", client_secret="secret"
    )


def ask(client, secret: str = "secret"):
    given = {"grant_type": "client_credentials", "client_id": "northwind", "client_secret": secret}
    return client.post("/oauth/token/", urlencode(given), content_type="application/x-www-form-urlencoded")


def test_a_client_draws_a_token_with_nobody_signed_in(client, api_client):
    assert ask(client).json()["token_type"] == "Bearer"


def test_its_last_use_is_noted(client, api_client):
    ask(client)

    api_client.refresh_from_db()
    assert api_client.last_used_at is not None


def test_a_wrong_secret_draws_none(client, api_client):
    assert ask(client, "wrong").status_code == 401
