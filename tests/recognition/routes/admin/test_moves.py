"""A rule set moved from the admin: each move is the one call that everything else makes."""

import json

import pytest
from django.urls import reverse

from recognition.accounts.models import Role, User
from recognition.routes.document import export_document
from recognition.routes.models import RuleSet

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def pages(client, administrator):
    client.force_login(administrator)
    return client


def page_of(row, verb):
    return reverse("admin:routes_ruleset_move", args=[row.pk, verb])


def choose(client, action, *rows):
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(reverse("admin:routes_ruleset_changelist"), chosen)


def test_the_page_of_a_draft_offers_its_moves(pages, draft):
    page = pages.get(reverse("admin:routes_ruleset_change", args=[draft.pk])).content.decode()

    assert page_of(draft, "propose") in page
    assert page_of(draft, "draft") in page
    assert page_of(draft, "publish") not in page


@pytest.mark.parametrize("verb", ["propose", "send_back", "retire", "draft"])
def test_an_action_leads_to_the_moves_page(pages, draft, verb):
    response = choose(pages, verb, draft)

    assert (response.status_code, response.url) == (302, page_of(draft, verb))
    assert pages.get(response.url).status_code == 200


def test_an_action_is_for_one_version_at_a_time(pages, draft, published):
    response = choose(pages, "retire", draft, published)

    assert response.url == reverse("admin:routes_ruleset_changelist")


def test_to_publish_is_no_move_of_this_page(pages, draft):
    """What becomes of open cases is decided with it: the casework offers its own page for that."""
    assert pages.get(page_of(draft, "publish")).status_code == 404


def test_without_a_reason_nothing_moves(pages, draft):
    response = pages.post(page_of(draft, "propose"), {"reason": " "})

    assert "This field is required" in response.content.decode()
    assert RuleSet.objects.get(pk=draft.pk).state == "draft"


def test_faults_are_listed(pages, draft):
    draft.milestones.filter(code="decision").delete()

    page = pages.post(page_of(draft, "propose"), {"reason": "New guidance."}).content.decode()

    assert page.count("has no milestone for its decision") == 3


def test_a_new_draft_needs_a_version_of_its_own(pages, published):
    taken = pages.post(page_of(published, "draft"), {"version": "2026-06-1"})
    assert "exists already" in taken.content.decode()

    assert pages.post(page_of(published, "draft"), {"version": "2026-12-1"}).status_code == 302
    assert RuleSet.objects.get(version="2026-12-1").state == "draft"


def test_export_gives_the_document(pages, published):
    response = choose(pages, "export", published)

    assert response["Content-Disposition"] == 'attachment; filename="irp-2026-06-1.json"'
    assert json.loads(response.content) == export_document(published)


def test_an_unknown_move_is_not_found(pages, draft):
    assert pages.get(page_of(draft, "approve")).status_code == 404


def test_the_page_is_for_administrators(client, draft):
    client.force_login(User.objects.create_user("a-lead", role=Role.LEAD, is_staff=True, is_superuser=True))

    assert client.post(page_of(draft, "propose"), {"reason": "Mine."}).status_code in (302, 403)
    assert RuleSet.objects.get(pk=draft.pk).state == "draft"
