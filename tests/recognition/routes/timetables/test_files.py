"""The procedures that ship as files: sound, imported and exported unchanged, and none of them in force."""

import json

import pytest

from recognition.routes.calendars import JURISDICTIONS, of_jurisdiction
from recognition.routes.checks import faults
from recognition.routes.document import as_bytes, export_document, import_document
from recognition.routes.models import RuleSet
from recognition.routes.shipped import FIXTURES
from recognition.routes.spec_from import spec_from

RULE_SETS = sorted(path for path in FIXTURES.glob("*.json") if b'"format": "recognition rule set' in path.read_bytes())


@pytest.mark.unit
@pytest.mark.parametrize("file", RULE_SETS, ids=lambda path: path.stem)
def test_it_could_be_proposed(file):
    assert [str(fault) for fault in faults(spec_from(json.loads(file.read_bytes())))] == []


@pytest.mark.integration
@pytest.mark.django_db
@pytest.mark.parametrize("file", RULE_SETS, ids=lambda path: path.stem)
def test_it_comes_out_as_it_went_in(file):
    document = json.loads(file.read_bytes())
    if document["code"] == "irp":  # it is there already
        document["version"] = "again"

    exported = export_document(import_document(document))

    assert as_bytes(exported) == as_bytes(document)


@pytest.mark.integration
@pytest.mark.django_db
def test_none_but_recognition_and_what_it_replaced_is_loaded():
    assert set(RuleSet.objects.values_list("code", "state")) == {("irp", "published"), ("irp", "retired")}
    assert len(RULE_SETS) == 8


@pytest.mark.unit
@pytest.mark.parametrize("file", RULE_SETS, ids=lambda path: path.stem)
def test_its_holidays_are_those_that_the_package_gives(file):
    calendar = json.loads(file.read_bytes())["calendar"]

    if calendar["code"] in JURISDICTIONS:
        assert calendar == of_jurisdiction(calendar["code"], 2024, 2032, version="2026-1")
    else:
        assert calendar == json.loads((FIXTURES / "irp-2026-06-1.json").read_bytes())["calendar"]
