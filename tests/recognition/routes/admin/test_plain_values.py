"""What an administrator types into a condition or a question, and what is stored."""

import pytest
from django.urls import reverse

from recognition.routes.admin.plain_values import ChoicesField, compared_with
from recognition.routes.fact_values import Unfit
from recognition.routes.models import Question

from .test_edit import shown

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.mark.parametrize(
    ("kind", "operator", "typed", "stored"),
    [
        ("boolean", "is", "yes", True),
        ("boolean", "is not", "No", False),
        ("integer", ">=", "1", 1),
        ("date", "older than years", "2", 2),
        ("date", "is", "2026-06-30", "2026-06-30"),
        ("code", "is not", "POM", "POM"),
        ("code", "in", "UK, EU,EEA", ["UK", "EU", "EEA"]),
        ("code", "not in", "UK\nEU", ["UK", "EU"]),
        ("text", "is", "", ""),
        ("code", "not recognised", "", None),
    ],
)
def test_plain_words_become_the_value(kind, operator, typed, stored):
    assert compared_with(typed, operator, Question(code="q", kind=kind)) == stored


@pytest.mark.parametrize(
    ("kind", "operator", "typed", "words"),
    [
        ("boolean", "is", "maybe", "yes or no"),
        ("integer", ">=", "many", "whole number"),
        ("date", "older than years", "two", "whole number"),
        ("date", "is", "30/06/2026", "written like 2026-06-30"),
        ("code", "in", " , ", "one or more answers"),
        ("code", "is", "", "is missing"),
        ("code", "not recognised", "DE", "stays empty"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(kind, operator, typed, words):
    with pytest.raises(Unfit, match=words):
        compared_with(typed, operator, Question(code="q", kind=kind))


def test_a_choice_that_the_question_does_not_offer_is_refused_on_the_page(client, administrator, draft):
    client.force_login(administrator)
    url = reverse("admin:routes_rule_change", args=[draft.rules.get(code="B19").pk])

    page = client.post(url, shown(client.get(url)) | {"conditions-0-value": "XXX"}).content.decode()

    assert "With “legal_status_requested is not”, the value should be one of" in page


def test_a_page_saved_as_it_was_shown_changes_nothing(client, administrator, draft):
    client.force_login(administrator)
    for name, row in [
        ("rule", draft.rules.get(code="B18")),
        *(("question", one) for one in draft.questions.all()[:20]),
    ]:
        url = reverse(f"admin:routes_{name}_change", args=[row.pk])
        before = type(row).objects.filter(pk=row.pk).values().get()

        assert client.post(url, shown(client.get(url))).status_code == 302
        assert type(row).objects.filter(pk=row.pk).values().get() == before


def test_choices_are_lines():
    field = ChoicesField(required=False)

    assert field.clean("POM: Prescription only\n\n P : Pharmacy: counter ") == [
        ["POM", "Prescription only"],
        ["P", "Pharmacy: counter"],
    ]
    assert field.prepare_value([["POM", "Prescription only"]]) == "POM: Prescription only"
