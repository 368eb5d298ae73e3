"""The record in the admin says no more of cases than its reader may see."""

import pytest
from django.urls import reverse

from recognition.accounts.models import Role
from recognition.audit.models import Entry
from tests.cases.journey import Journey, user_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
LIST = reverse("admin:audit_entry_changelist")


@pytest.fixture
def entries():
    """One of a draft, one of a submission."""
    keys = [str(Journey().drafted().pk), str(Journey().received().pk)]
    return [Entry.objects.filter(subject_type="application", subject_id=key).first() for key in keys]


def reads(client, entry):
    answer = client.get(reverse("admin:audit_entry_change", args=[entry.pk]))
    return answer.status_code == 200


@pytest.mark.parametrize(("role", "seen"), [(Role.AUDITOR, [False, True]), (Role.ADMINISTRATOR, [False, False])])
def test_no_entry_tells_of_a_case_that_is_out_of_reach(client, entries, role, seen):
    client.force_login(user_of(role))
    assert [reads(client, entry) for entry in entries] == seen
    listed = client.get(LIST).content.decode()
    assert [entry.subject_label in listed for entry in entries] == seen


def test_what_is_not_about_cases_is_read(client):
    rule_set = Entry.objects.filter(subject_type="rule_set").first()
    client.force_login(user_of(Role.ADMINISTRATOR))
    assert reads(client, rule_set)
