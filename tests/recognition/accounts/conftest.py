from __future__ import annotations

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from recognition.accounts.models import Role, User

PASSWORD = "correct horse battery"


@pytest.fixture
def mary(db) -> User:
    return User.objects.create_user(
        "mary", password=PASSWORD, role=Role.MANAGER, first_name="Mary", last_name="Seacole"
    )


@pytest.fixture
def device(mary) -> TOTPDevice:
    return TOTPDevice.objects.create(user=mary, confirmed=True, name="Authenticator app")


@pytest.fixture
def administrator(client: Client, db) -> Client:
    client.force_login(User.objects.create_user("ada", password=PASSWORD, role=Role.ADMINISTRATOR))
    return client
