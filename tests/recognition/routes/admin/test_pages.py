"""The rules in the admin: for administrators alone, and to be changed only while they are a draft."""

import pytest
from django.urls import reverse

from recognition.accounts.models import Role, User
from recognition.routes.models import Calendar, Milestone, Partner, Question, Regulator, Route, Rule, RuleSet

pytestmark = [pytest.mark.integration, pytest.mark.django_db]

MODELS = [RuleSet, Rule, Route, Milestone, Question, Calendar, Regulator, Partner]
PARTS = [Rule, Route, Milestone, Question]


def name(model, page):
    return f"admin:routes_{model._meta.model_name}_{page}"


@pytest.fixture
def admin_pages(client, administrator):
    client.force_login(administrator)
    return client


@pytest.mark.parametrize("model", MODELS)
def test_every_list_and_every_row_opens(admin_pages, model):
    row = model.objects.first()

    assert admin_pages.get(reverse(name(model, "changelist"))).status_code == 200
    assert admin_pages.get(reverse(name(model, "change"), args=[row.pk])).status_code == 200


@pytest.mark.parametrize("model", [RuleSet, *PARTS, Calendar])
def test_a_published_version_is_read_only_and_says_why(admin_pages, model):
    row = model.objects.first()
    url = reverse(name(model, "change"), args=[row.pk])

    page = admin_pages.get(url).content.decode()

    assert "irp 2026-06-1" in page
    assert "is published" in page
    assert 'name="_save"' not in page
    assert admin_pages.post(url, {"name": "x"}).status_code == 403
    assert admin_pages.post(reverse(name(model, "delete"), args=[row.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", [RuleSet, *PARTS])
def test_a_drafts_parts_open_for_change(admin_pages, draft, model):
    row = draft if model is RuleSet else model.objects.filter(rule_set=draft).first()

    page = admin_pages.get(reverse(name(model, "change"), args=[row.pk])).content.decode()

    assert 'name="_save"' in page
    assert "only a draft can be changed" not in page


def test_a_question_of_a_draft_is_changed(admin_pages, draft):
    question = draft.questions.get(code="product_name")
    url = reverse(name(Question, "change"), args=[question.pk])
    form = admin_pages.get(url).context["adminform"].form
    data = {key: "" if value is None else value for key, value in form.initial.items() if key != "rule_set"}
    data |= {"choices": "", "value_when_unanswered": "", "wording": "What is it called?"}

    response = admin_pages.post(url, {key: value for key, value in data.items() if value is not False})

    assert response.status_code == 302
    question.refresh_from_db()
    assert (question.wording, question.rule_set_id) == ("What is it called?", draft.pk)


def test_a_rules_conditions_ask_questions_of_their_own_rule_set(admin_pages, draft):
    rule = draft.rules.get(code="B18")

    page = admin_pages.get(reverse(name(Rule, "change"), args=[rule.pk]))

    (formset,) = page.context["inline_admin_formsets"]
    questions = formset.formset.forms[0].fields["question"].queryset
    assert set(questions.values_list("rule_set", flat=True)) == {draft.pk}


def test_a_regulators_end_can_be_set_but_it_is_not_deleted(admin_pages):
    url = reverse(name(Regulator, "change"), args=["SG-HSA"])
    form = admin_pages.get(url).context["adminform"].form
    data = {key: value for key, value in form.initial.items() if value is not None}

    assert admin_pages.post(url, data | {"recognised_until": "2026-12-31"}).status_code == 302
    assert Regulator.objects.get(pk="SG-HSA").recognised_until.isoformat() == "2026-12-31"
    assert admin_pages.post(reverse(name(Regulator, "delete"), args=["SG-HSA"])).status_code == 403


def test_a_draft_can_be_deleted(admin_pages, draft):
    response = admin_pages.post(reverse(name(RuleSet, "delete"), args=[draft.pk]), {"post": "yes"})

    assert response.status_code == 302
    assert not RuleSet.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_role_sees_them(client, role):
    client.force_login(User.objects.create_user(f"y-{role}", role=role, is_staff=True, is_superuser=True))

    for model in MODELS:
        assert client.get(reverse(name(model, "changelist"))).status_code == 403
