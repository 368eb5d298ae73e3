"""The limits of states are changed by administrators, and the record says so."""

import pytest
from django.urls import reverse

from cases.models import StateLimit
from recognition.accounts.models import Role
from recognition.audit.models import Entry
from tests.cases.journey import user_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def limit():
    return StateLimit.objects.get(state="received")


def change(client, limit, days):
    address = reverse("admin:cases_statelimit_change", args=[limit.pk])
    answer = client.post(address, {"state": limit.state, "days": days})
    limit.refresh_from_db()
    return answer


def test_an_administrator_changes_one_and_it_is_recorded(client, limit):
    client.force_login(user_of(Role.ADMINISTRATOR))

    assert change(client, limit, 21).status_code == 302
    assert limit.days == 21
    assert Entry.objects.filter(action="statelimit_changed", subject_id=str(limit.pk)).exists()


@pytest.mark.parametrize("days", ["-1", "", "many", "99999"])
def test_what_is_no_number_of_days_is_refused(client, limit, days):
    client.force_login(user_of(Role.ADMINISTRATOR))
    before = limit.days

    assert change(client, limit, days).status_code == 200
    assert limit.days == before


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.MANAGER])
def test_others_change_none(client, limit, role):
    client.force_login(user_of(role))
    before = limit.days

    assert change(client, limit, 21).status_code in (302, 403)
    assert limit.days == before
