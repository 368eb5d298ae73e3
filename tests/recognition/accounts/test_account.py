from __future__ import annotations

import pytest
from django.test import Client

from recognition.accounts.models import Role, User
from recognition.audit.models import Entry

from .conftest import PASSWORD

pytestmark = [pytest.mark.integration, pytest.mark.django_db]

NEW = "a staple and a battery"
READERS = {"timetable", "letter-templates", "performance", "settings", "conflicts", "my-account", "help"}


def change(client, old: str = PASSWORD):
    given = {"old_password": old, "new_password1": NEW, "new_password2": NEW}
    return client.post("/account/password/", given)


def test_a_new_password_opens_the_account(client, mary):
    client.force_login(mary)
    assert change(client).url == "/account/"

    mary.refresh_from_db()
    assert mary.check_password(NEW)


def test_a_new_password_ends_the_other_sessions(client, mary):
    elsewhere = Client()
    elsewhere.force_login(mary)
    client.force_login(mary)
    change(client)

    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_a_wrong_old_password_changes_nothing(client, mary):
    client.force_login(mary)
    change(client, "wrong")

    mary.refresh_from_db()
    assert mary.check_password(PASSWORD)


@pytest.mark.parametrize(("role", "shown"), [(Role.MANAGER, True), (Role.ADMINISTRATOR, False), (Role.ASSESSOR, False)])
def test_the_way_to_the_mail_is_there_for_those_who_oversee_it(client, role, shown):
    client.force_login(User.objects.create(username="anna", role=role))

    assert ('href="/outbox/"' in client.get("/more/").content.decode()) is shown


def test_the_first_administrator_is_made_on_the_command_line(db):
    user = User.objects.create_superuser("root", "root@example.org", PASSWORD)

    assert (user.role, user.is_staff) == (Role.ADMINISTRATOR, True)


def test_signing_out_elsewhere_ends_the_other_sessions_and_not_this_one(client, mary):
    elsewhere = Client()
    elsewhere.force_login(mary)
    client.force_login(mary)

    assert client.post("/account/sessions/end/").url == "/account/"
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_signing_out_elsewhere_can_be_done_again_and_is_on_record(client, mary):
    for _ in range(2):
        elsewhere = Client()
        mary.refresh_from_db()
        elsewhere.force_login(mary)
        client.force_login(mary)
        client.post("/account/sessions/end/")
        assert elsewhere.get("/account/").status_code == 302

    entries = Entry.objects.filter(action="user_sessions_ended", subject_id=str(mary.pk))
    assert [entry.actor_label for entry in entries] == [str(mary)] * 2


def test_nobody_is_signed_out_by_a_link(client, mary):
    client.force_login(mary)

    assert client.get("/account/sessions/end/").status_code == 405


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role.ASSESSOR, READERS),
        (Role.AUDITOR, READERS | {"admin:audit_entry_changelist", "admin:index"}),
        (Role.ADMINISTRATOR, {"regulators", "admin:audit_entry_changelist", "admin:index", "my-account", "help"}),
        (Role.MANAGER, READERS | {"regulators", "checks", "outbox", "webhooks"}),
    ],
)
def test_each_is_shown_the_places_that_they_may_go_to_and_no_other(client, role, names):
    client.force_login(User.objects.create(username="anna", role=role))
    places = [place for group in client.get("/more/").context["groups"] for place in group["places"]]

    assert {place.route for place in places} == names
    assert {client.get(place.url).status_code for place in places} == {200}
