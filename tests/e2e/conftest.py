from __future__ import annotations

from collections.abc import Iterator

import pytest
from recognition_client import Recognition

from recognition.accounts.models import ApiClient, Assessor, Organisation, User
from tests.cases.journey import People, user_of

from .mails import MailFolder
from .person import Person

NAMES = {
    "validator": "Priya Raman",
    "assessor": "Daniel Okafor",
    "lead": "Margaret Hollis",
    "signatory": "Eleanor Ashworth",
    "manager": "Tomasz Kowalczyk",
}


@pytest.fixture
def people(transactional_db) -> People:
    """One of each role, by the name of the role."""
    made = {role: _named(role, name) for role, name in NAMES.items()}
    Assessor.objects.create(user=made["assessor"], disciplines=["quality", "clinical"])
    return People(made)


def _named(role: str, name: str) -> User:
    first, last = name.split()
    return user_of(role, username=role, first_name=first, last_name=last)


@pytest.fixture
def at_browser(new_page, people):
    """Each person in a browser of their own, signed in."""

    def enter(role: str, **how) -> Person:
        return Person(new_page(**how), people.user(role)).signs_in()

    return enter


@pytest.fixture
def client_row(transactional_db) -> ApiClient:
    organisation = Organisation.objects.create(
        name="Alderbrook Pharmaceuticals Ltd", company_number="41207", contact_email="office@alderbrook.example"
    )
    return ApiClient.objects.create(
        name="Submissions system", client_id="company", client_secret="company-secret", organisation=organisation
    )


@pytest.fixture
def company_system(client_row, live_server) -> Iterator[Recognition]:
    with Recognition(live_server.url, "company", "company-secret") as system:
        yield system


@pytest.fixture
def mails(mail_folder, celery_worker) -> MailFolder:
    """With a worker that relays into it."""
    return MailFolder(mail_folder)
