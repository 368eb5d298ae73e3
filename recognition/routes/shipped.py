"""What the application ships with: the seven partners, their regulators, the kinds of documents, what a validator
looks at, and the rule sets of the procedure and of those that it replaced."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from recognition.accounts.actors import system

from .document import import_document
from .models import (
    DeficiencyCause,
    DocumentKind,
    Partner,
    Regulator,
    RequiredDocument,
    RuleSet,
    ValidationItem,
)
from .publishing import publish_shipped, retire_shipped

FIXTURES = Path(__file__).parent / "fixtures"
RULE_SET_FILE = FIXTURES / "irp-2026-06-1.json"
BEFORE_RECOGNITION_FILE = FIXTURES / "irp-eu-reliance-1.json"
REGULATORS_FILE = FIXTURES / "regulators.json"
KINDS_FILE = FIXTURES / "document-kinds.json"
REQUIRED_FILE = FIXTURES / "required-documents.json"
CAUSES_FILE = FIXTURES / "deficiency-causes.json"
ITEMS_FILE = FIXTURES / "validation-items.json"


def shipped_document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(RULE_SET_FILE.read_bytes())
    return document


@transaction.atomic
def load_shipped(*, at: dt.datetime) -> bool:
    """Add what is missing and change nothing that is there: an administrator may have. True if anything was added."""
    has_new_rows = _add_regulators() | _add_kinds() | _add_required() | _add_checklist()
    actor, added = system("load_rule_set"), False
    for file, is_retired in ((RULE_SET_FILE, False), (BEFORE_RECOGNITION_FILE, True)):
        document = json.loads(file.read_bytes())
        if not RuleSet.objects.filter(code=document["code"], version=document["version"]).exists():
            added, row = True, publish_shipped(import_document(document), actor=actor, at=at)
            if is_retired:
                retire_shipped(row, actor=actor, at=at)
    return has_new_rows or added


def _add_regulators() -> bool:
    shipped = json.loads(REGULATORS_FILE.read_bytes())
    before = Regulator.objects.count()
    Partner.objects.bulk_create([Partner(**row) for row in shipped["partners"]], ignore_conflicts=True)
    rows = [Regulator(**(row | {"partner_id": row.pop("partner")})) for row in shipped["regulators"]]
    Regulator.objects.bulk_create(rows, ignore_conflicts=True)
    return Regulator.objects.count() > before


def _add_kinds() -> bool:
    before = DocumentKind.objects.count()
    rows = json.loads(KINDS_FILE.read_bytes())
    DocumentKind.objects.bulk_create([DocumentKind(**row) for row in rows], ignore_conflicts=True)
    return DocumentKind.objects.count() > before


def _add_required() -> bool:
    before = RequiredDocument.objects.count()
    links = ("kind", "regulator", "partner")
    shipped = json.loads(REQUIRED_FILE.read_bytes())
    rows = [{f"{name}_id" if name in links else name: value for name, value in row.items()} for row in shipped]
    RequiredDocument.objects.bulk_create([RequiredDocument(**row) for row in rows], ignore_conflicts=True)
    return RequiredDocument.objects.count() > before


def _add_checklist() -> bool:
    """What a validator looks at beside the documents, and the causes for which a submission is found wanting."""
    before = DeficiencyCause.objects.count() + ValidationItem.objects.count()
    causes = json.loads(CAUSES_FILE.read_bytes())
    DeficiencyCause.objects.bulk_create([DeficiencyCause(**row) for row in causes], ignore_conflicts=True)
    items = [{"cause_id": row.pop("cause"), **row} for row in json.loads(ITEMS_FILE.read_bytes())]
    ValidationItem.objects.bulk_create([ValidationItem(**row) for row in items], ignore_conflicts=True)
    return DeficiencyCause.objects.count() + ValidationItem.objects.count() > before
