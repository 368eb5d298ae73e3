"""Who changed the rules in the admin stands in the record."""

import pytest
from django.urls import reverse

from recognition.audit.models import Entry
from recognition.routes.models import RuleSet

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def pages(client, administrator):
    client.force_login(administrator)
    return client


def test_the_end_of_a_regulator(pages, administrator):
    data = {"code": "SG-HSA", "name": "Health Sciences Authority", "jurisdiction": "Singapore", "partner": "SG"}
    dates = {"recognised_from": "2024-01-01", "recognised_until": "2026-12-31"}

    pages.post(reverse("admin:routes_regulator_change", args=["SG-HSA"]), data | dates)

    entry = Entry.objects.get(subject_type="regulator", subject_id="SG-HSA")
    assert (entry.action, entry.actor_id) == ("regulator_changed", str(administrator.pk))
    assert "Recognised until" in str(entry.data)


@pytest.mark.parametrize("way", ["page", "action"])
def test_the_end_of_a_draft(pages, draft, way):
    if way == "page":
        pages.post(reverse("admin:routes_ruleset_delete", args=[draft.pk]), {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": [draft.pk], "post": "yes"}
        pages.post(reverse("admin:routes_ruleset_changelist"), chosen)

    assert not RuleSet.objects.filter(pk=draft.pk).exists()
    assert Entry.objects.get(subject_type="rule_set", subject_id=str(draft.pk)).action == "rule_set_deleted"


def test_published_versions_are_not_deleted_by_the_action_either(pages, published):
    chosen = {"action": "delete_selected", "_selected_action": [published.pk], "post": "yes"}

    assert pages.post(reverse("admin:routes_ruleset_changelist"), chosen).status_code == 403
    assert RuleSet.objects.filter(pk=published.pk).exists()
