"""A draft edited on its pages as a browser does it: what was shown is sent back, with one thing changed."""

import pytest
from django.urls import reverse

from recognition.accounts.web.form_size import MOST_FIELDS
from recognition.routes.models import RuleSet
from recognition.routes.shipped import shipped_document

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def pages(client, administrator):
    client.force_login(administrator)
    return client


def shown(response):
    """What the page's form and its inlines would send."""
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    forms = [response.context["adminform"].form, *(set_.management_form for set_ in formsets)]
    forms += [form for set_ in formsets for form in set_.forms]
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:  # a box that is not ticked is not sent
                data[field.html_name] = field.field.prepare_value(value)
    return data


def test_a_whole_draft_is_saved_with_its_rules_routes_and_milestones(pages, draft):
    url = reverse("admin:routes_ruleset_change", args=[draft.pk])
    data = shown(pages.get(url))
    (words,) = [key for key in data if key.endswith("-words") and key.startswith("rules-15-")]
    (days,) = [key for key in data if key.endswith("routes-0-length_days")]

    response = pages.post(url, data | {"name": "Recognition, revised", words: "Other words.", days: "62"})

    assert response.status_code == 302
    fresh = RuleSet.objects.get(pk=draft.pk)
    assert (fresh.name, fresh.state, fresh.rules.count()) == ("Recognition, revised", "draft", 43)
    assert fresh.rules.get(position=16).words == "Other words."
    assert fresh.routes.get(code="A").length_days == 62


def test_rows_are_added_without_a_script(pages, draft):
    url = reverse("admin:routes_ruleset_change", args=[draft.pk])
    plain = pages.get(url)
    assert "?rows=3#milestones-group" in plain.content.decode()
    asked = pages.get(f"{url}?rows=3")
    (empty,) = [one.formset for one in asked.context["inline_admin_formsets"] if one.formset.prefix == "milestones"]
    assert len(empty.extra_forms) == 3

    first = empty.extra_forms[0].prefix
    known = {key: value for key, value in shown(asked).items() if key.startswith("milestones-0-")}
    like = {key.replace("milestones-0", first): value for key, value in known.items() if not key.endswith("-id")}
    response = pages.post(f"{url}?rows=3", shown(asked) | like | {f"{first}-code": "day-5", f"{first}-name": "Day 5"})

    assert response.status_code == 302, [one.formset.errors for one in response.context["inline_admin_formsets"]]
    assert draft.milestones.filter(code="day-5", name="Day 5").exists()


@pytest.mark.parametrize("rows", ["-1", "٣", "many", "1000", "99999999"])
def test_a_strange_number_of_rows_opens_few_or_none(pages, draft, rows):
    page = pages.get(reverse("admin:routes_ruleset_change", args=[draft.pk]), {"rows": rows})

    assert max(len(one.formset.extra_forms) for one in page.context["inline_admin_formsets"]) <= 50


def test_it_stays_within_what_a_form_may_send(pages, draft):
    data = shown(pages.get(reverse("admin:routes_ruleset_change", args=[draft.pk])))

    assert len(data) < MOST_FIELDS * 0.8


def test_a_rules_condition_is_changed_on_its_page(pages, draft):
    rule = draft.rules.get(code="B00")
    url = reverse("admin:routes_rule_change", args=[rule.pk])

    response = pages.post(url, shown(pages.get(url)) | {"conditions-0-value": "3"})

    assert response.status_code == 302
    assert rule.conditions.get().value == 3


def test_a_milestones_reminder_is_added_on_its_page(pages, draft):
    milestone = draft.milestones.get(code="validation")
    url = reverse("admin:routes_milestone_change", args=[milestone.pk])
    data = shown(pages.get(url)) | {"reminder_steps-TOTAL_FORMS": "3"}
    step = {
        "kind": "before_due",
        "amount": "10",
        "unit": "days",
        "how": "both",
        "tells": "validator,lead",
        "position": "3",
    }

    response = pages.post(url, data | {f"reminder_steps-2-{key}": value for key, value in step.items()})

    assert response.status_code == 302
    assert milestone.reminder_steps.get(amount=10).tells == ["validator", "lead"]


def test_a_new_rule_goes_into_a_draft_only(pages, draft, published):
    url = reverse("admin:routes_rule_add")
    data = {"code": "B24", "position": "60", "stage": "criterion", "effect": "B", "match": "all"}
    data |= {"only_if_match": "all", "words": "Something new."}

    assert pages.post(url, data | {"rule_set": published.pk}).status_code == 200
    assert pages.post(url, data | {"rule_set": draft.pk}).status_code == 302
    assert list(published.rules.filter(code="B24")) == []
    assert draft.rules.get(code="B24").words == "Something new."


def test_a_new_rule_set_begins_as_a_draft(pages, published):
    document = {key: value for key, value in shipped_document().items() if isinstance(value, str | int)}
    data = document | {"code": "tga", "version": "1", "calendar": published.calendar_id}

    response = pages.post(reverse("admin:routes_ruleset_add"), data)

    assert response.status_code == 302
    assert RuleSet.objects.get(code="tga").state == "draft"
