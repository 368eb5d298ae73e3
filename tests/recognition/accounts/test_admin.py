from __future__ import annotations

import re
from html import unescape

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_otp.plugins.otp_totp.models import TOTPDevice

from recognition.accounts.models import ApiClient, Assessor, Organisation, Role, User
from recognition.audit.models import Entry

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def organisation(db) -> Organisation:
    return Organisation.objects.create(name="Northwind", company_number="12345", contact_email="ra@example.org")


def fields_of(user: User, **changes: str) -> dict[str, str]:
    inline = {"assessor-TOTAL_FORMS": "1", "assessor-INITIAL_FORMS": "0", "assessor-0-user": str(user.pk)}
    return {"username": user.username, "role": user.role, "is_active": "on", **inline, **changes}


def secret_in(answer) -> str:
    found = re.search(r"<dt>Secret</dt>\s*<dd><code>([^<]+)", answer.content.decode())
    assert found
    return found[1]


@pytest.mark.parametrize("place", ["add/", "{pk}/change/"])
def test_a_form_with_a_mistake_comes_back_with_all_that_was_typed(administrator, organisation, place):
    typed = {"name": "Northwind <b>Ltd</b>", "company_number": "98765", "contact_email": "not an address"}
    answer = administrator.post(f"/admin/accounts/organisation/{place.format(pk=organisation.pk)}", typed)

    page = unescape(answer.content.decode())
    assert "Please correct the error below" in page
    assert [value for value in typed.values() if f'value="{value}"' not in page] == []
    organisation.refresh_from_db()
    assert organisation.name == "Northwind"


def test_a_list_says_that_a_filter_of_its_address_was_left_out(administrator):
    answer = administrator.get("/admin/accounts/organisation/?nothing__is_called=this", follow=True)

    assert "It was left out: every row is shown." in answer.content.decode()
    assert "left out" not in administrator.get("/admin/accounts/organisation/").content.decode()


def test_an_administrator_gives_a_role_and_disciplines(administrator, mary):
    given = fields_of(mary, role="assessor", **{"assessor-0-disciplines": "quality,clinical"})
    answer = administrator.post(f"/admin/accounts/user/{mary.pk}/change/", given)

    assert answer.status_code == 302
    mary.refresh_from_db()
    assert (mary.role, Assessor.objects.get(user=mary).disciplines) == ("assessor", ["quality", "clinical"])


def test_a_change_stands_in_the_record(administrator, mary):
    administrator.post(f"/admin/accounts/user/{mary.pk}/change/", fields_of(mary, role="assessor"))

    entry = Entry.objects.latest("id")
    assert (entry.action, entry.actor_label, entry.subject_label) == ("user_changed", "ada", "mary")


def test_a_change_writes_no_key_of_a_row_that_cases_point_at(administrator, mary):
    with CaptureQueriesContext(connection) as queries:
        administrator.post(f"/admin/accounts/user/{mary.pk}/change/", fields_of(mary, role="assessor"))

    (update,) = [row["sql"] for row in queries if row["sql"].startswith('UPDATE "accounts_user"')]
    assert '"role" = ' in update
    assert '"username" = ' not in update


def test_nobody_is_deleted(administrator, mary):
    assert administrator.post(f"/admin/accounts/user/{mary.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_lost_second_factor_is_removed(administrator, device):
    act = {"action": "remove_second_factor", "_selected_action": [device.user_id]}
    administrator.post("/admin/accounts/user/", act)

    assert not TOTPDevice.objects.exists()
    assert Entry.objects.latest("id").action == "user_second_factor_removed"


def test_a_new_clients_secret_is_shown_once_and_kept_hashed(administrator, organisation):
    answer = administrator.post(
        "/admin/accounts/apiclient/add/", {"name": "Its system", "organisation": organisation.pk}
    )

    client = ApiClient.objects.get()
    assert check_password(secret_in(answer), client.client_secret)
    assert "no-store" in answer.headers["Cache-Control"]
    assert secret_in(answer) not in administrator.get(f"/admin/accounts/apiclient/{client.pk}/change/").content.decode()


def test_a_new_secret_ends_the_old_one(administrator, organisation):
    client = ApiClient.objects.create(name="Its system", organisation=organisation, client_secret="old")
    act = {"action": "give_new_secret", "_selected_action": [client.pk]}
    answer = administrator.post("/admin/accounts/apiclient/", act)

    client.refresh_from_db()
    assert check_password(secret_in(answer), client.client_secret)
    assert not check_password("old", client.client_secret)


def test_a_rotated_secret_leaves_the_old_one_for_a_while_until_it_is_ended(administrator, organisation):
    client = ApiClient.objects.create(name="Its system", organisation=organisation, client_secret="old")
    answer = administrator.post(
        "/admin/accounts/apiclient/", {"action": "rotate_secret", "_selected_action": [client.pk]}
    )

    client.refresh_from_db()
    assert check_password(secret_in(answer), client.client_secret)
    assert check_password("old", client.previous_secret)
    assert Entry.objects.latest("id").action == "apiclient_secret_rotated"

    administrator.post("/admin/accounts/apiclient/", {"action": "end_previous_secret", "_selected_action": [client.pk]})
    client.refresh_from_db()
    assert (client.previous_secret, client.previous_secret_ends_at) == ("", None)
    assert Entry.objects.latest("id").action == "apiclient_previous_secret_ended"


def test_secrets_of_two_clients_are_not_rotated_at_once(administrator, organisation):
    keys = [ApiClient.objects.create(name=n, organisation=organisation, client_secret="old").pk for n in "ab"]
    administrator.post("/admin/accounts/apiclient/", {"action": "rotate_secret", "_selected_action": keys})

    assert not ApiClient.objects.exclude(previous_secret="").exists()


def test_an_auditor_reads_the_record_and_changes_nothing(client, mary):
    client.force_login(User.objects.create(username="otto", role=Role.AUDITOR))

    assert client.get("/admin/audit/entry/").status_code == 200
    assert client.post(f"/admin/accounts/user/{mary.pk}/change/", fields_of(mary)).status_code == 403


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.MANAGER, Role.SIGNATORY, Role.LEAD, Role.VALIDATOR])
def test_nobody_else_gets_into_the_administration(client, role):
    client.force_login(User.objects.create(username="anna", role=role))

    assert client.get("/admin/", follow=True).status_code == 403


def test_an_entry_of_the_record_cannot_be_changed_there(administrator, mary):
    administrator.post(f"/admin/accounts/user/{mary.pk}/change/", fields_of(mary, role="assessor"))
    entry = Entry.objects.latest("id")

    assert administrator.get(f"/admin/audit/entry/{entry.pk}/change/").status_code == 200
    assert administrator.post(f"/admin/audit/entry/{entry.pk}/change/", {"reason": "x"}).status_code == 403
    assert administrator.post(f"/admin/audit/entry/{entry.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("address", ["otp_totp/totpdevice", "oauth2_provider/accesstoken", "auth/group"])
def test_tokens_and_second_factors_are_out_of_reach(administrator, address):
    assert administrator.get(f"/admin/{address}/").status_code == 403
