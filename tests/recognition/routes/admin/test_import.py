"""A version as a file: out of one installation, into another, and what is refused on the way."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from recognition.audit.models import Entry
from recognition.routes.document import as_bytes, export_document
from recognition.routes.models import Calendar, RuleSet

pytestmark = [pytest.mark.integration, pytest.mark.django_db]

IMPORT = "admin:routes_ruleset_import"


@pytest.fixture
def pages(client, administrator):
    client.force_login(administrator)
    return client


def bring_in(pages, content, **fields):
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    file = SimpleUploadedFile("rules.json", raw, content_type="application/json")
    return pages.post(reverse(IMPORT), {"document": file, **fields})


def test_exported_imported_into_an_empty_place_and_exported_it_is_the_same(pages, draft):
    url = reverse("admin:routes_ruleset_export", args=[draft.pk])
    first = pages.get(url).content
    draft.delete()

    response = bring_in(pages, first)

    assert response.status_code == 302
    row = RuleSet.objects.get(version=json.loads(first)["version"])
    assert pages.get(reverse("admin:routes_ruleset_export", args=[row.pk])).content == first
    assert first == as_bytes(export_document(row))
    entry = Entry.objects.get(subject_type="rule_set", action="rule_set_imported")
    assert (entry.subject_label, entry.reason) == (str(row), "Imported from rules.json.")


def test_it_can_be_given_another_version(pages, document):
    bring_in(pages, document, version="2027-01-1")

    assert RuleSet.objects.get(version="2027-01-1").state == "draft"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "is not JSON"),
        (b"\xff\xfe", "is not text in UTF-8"),
        (b'{"a": 1, "a": 2}', "is there twice in one object"),
        (b'{"a": NaN}', "NaN"),
        (b"[" * 100_000, "is nested deeper than any rule set"),
        (b" " * (2 * 1024 * 1024 + 1), "is larger than 2 MB"),
        (b"[]", "should be"),
    ],
)
def test_what_is_no_rule_set_is_refused_in_words(pages, content, words):
    before = RuleSet.objects.count(), Calendar.objects.count()

    response = bring_in(pages, content)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert (RuleSet.objects.count(), Calendar.objects.count()) == before


def test_each_fault_is_said_with_its_place_and_nothing_is_stored(pages, document):
    wrong = json.loads(json.dumps(document)) | {"version": "2027-01-1"}
    wrong["rules"][3]["words"] = 5
    wrong["milestones"][0]["route"] = "Z"

    page = bring_in(pages, wrong).content.decode()

    assert "rules[3].words should be text." in page
    assert not RuleSet.objects.filter(version="2027-01-1").exists()


def test_a_version_that_is_there_is_not_imported_over(pages, published):
    response = bring_in(pages, as_bytes(export_document(published)))

    assert response.status_code == 422
    assert "exists already" in response.content.decode()
