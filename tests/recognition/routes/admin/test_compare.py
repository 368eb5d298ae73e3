import pytest
from django.urls import reverse

from recognition.accounts.models import Role, User

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def pages(client, administrator):
    client.force_login(administrator)
    return client


def test_a_draft_is_held_against_the_version_in_force(pages, draft, published):
    draft.routes.filter(code="B").update(name="Recognition B, shorter")

    page = pages.get(reverse("admin:routes_ruleset_compare", args=[draft.pk])).content.decode()

    assert f"From {published} to {draft}" in " ".join(page.split())
    assert "<strong>1 changed</strong>" in page
    assert "<ins>B, shorter</ins>" in page


def test_only_one_kind_can_be_shown(pages, draft, published):
    draft.rules.get(code="B12").delete()
    draft.routes.filter(code="B").update(name="Other")
    url = reverse("admin:routes_ruleset_compare", args=[draft.pk])

    page = pages.get(url, {"before": published.pk, "show": "removed"}).content.decode()

    assert "B12" in page
    assert "Other" not in page


def test_a_rule_set_without_another_has_nothing_to_be_compared_with(pages, published):
    assert pages.get(reverse("admin:routes_ruleset_compare", args=[published.pk])).status_code == 200


def test_what_it_costs_does_not_grow_with_the_differences(pages, draft, published, django_assert_max_num_queries):
    draft.rules.update(words="Other words.")
    url = reverse("admin:routes_ruleset_compare", args=[draft.pk])
    pages.get(url)

    with django_assert_max_num_queries(32):
        pages.get(url)


def test_it_is_for_administrators(client, draft):
    client.force_login(User.objects.create_user("other", role=Role.AUDITOR, is_staff=True))

    assert client.get(reverse("admin:routes_ruleset_compare", args=[draft.pk])).status_code == 403
    assert client.get(reverse("admin:routes_ruleset_import")).status_code == 403
    assert client.post(reverse("admin:routes_ruleset_import")).status_code == 403
    assert client.get(reverse("admin:routes_ruleset_export", args=[draft.pk])).status_code == 403
