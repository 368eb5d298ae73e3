"""A save that would make a draft unable to work is refused there and then, with what was typed still in the form."""

import pytest
from django.urls import reverse

from recognition.audit.models import Entry
from recognition.routes.models import Milestone, RuleSet

from .test_edit import shown

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def page(client, administrator):
    """Sends a page back with some fields changed; gives the answer."""
    client.force_login(administrator)

    def send(row, **changed):
        url = reverse(f"admin:routes_{row._meta.model_name}_change", args=[row.pk])
        return client.post(url, shown(client.get(url)) | changed, follow=True)

    return send


def decision_of(draft: RuleSet, route: str = "A") -> Milestone:
    return draft.milestones.get(code="decision", route__code=route)


def test_a_milestone_past_its_routes_end(page, draft):
    row = decision_of(draft)

    said = page(row, amount="61").content.decode()

    assert "Not saved: Milestone decision of route A is due on day 61, past the end of route A." in said
    assert 'name="amount" value="61"' in said
    assert decision_of(draft).amount == 60


def test_a_reminder_after_the_deadline_it_warns_of(page, draft):
    row = decision_of(draft)
    step = row.reminder_steps.filter(kind="clock_day").first()
    at = list(row.reminder_steps.values_list("pk", flat=True)).index(step.pk)

    said = page(row, **{f"reminder_steps-{at}-amount": "99"}).content.decode()

    assert "has a reminder D99 after it is due." in said
    assert row.reminder_steps.get(pk=step.pk).amount == step.amount


def test_a_rule_that_can_never_be_met(page, draft):
    rule = draft.rules.get(code="B08")
    before = list(rule.conditions.values_list("question__code", "operator", "value"))
    opposite = {
        "conditions-TOTAL_FORMS": str(len(before) + 1),
        f"conditions-{len(before)}-part": "when",
        f"conditions-{len(before)}-question": str(rule.conditions.first().question_id),
        f"conditions-{len(before)}-operator": "is",
        f"conditions-{len(before)}-value": "no",
    }

    said = page(rule, **opposite).content.decode()

    assert "Not saved: Rule B08 can never be met" in said
    assert list(rule.conditions.values_list("question__code", "operator", "value")) == before


def test_what_is_only_unfinished_is_saved_and_said(page, draft):
    row = decision_of(draft)
    row.delete()
    rule = draft.rules.get(code="B08")

    said = page(rule, words="In other words.").content.decode()

    assert "This draft cannot be proposed yet. Route A has no milestone for its decision" in said
    assert draft.rules.get(code="B08").words == "In other words."


def test_a_fault_that_stood_before_does_not_bar_the_next_step(page, draft):
    Milestone.objects.filter(pk=decision_of(draft).pk).update(amount=61)
    rule = draft.rules.get(code="B08")

    said = page(rule, words="In other words.").content.decode()

    assert "past the end of route A" in said
    assert draft.rules.get(code="B08").words == "In other words."


def test_nothing_is_recorded_of_a_save_that_was_refused(page, draft):
    before = Entry.objects.count()
    page(decision_of(draft), amount="61")

    assert Entry.objects.count() == before
