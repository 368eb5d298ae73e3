"""What a validator looks at on one case, and what has been found of each item so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from cases.models import Application, CheckedItem, Deficiency
from recognition.routes.models import DeficiencyCause, ValidationItem

from .completeness import Needed, completeness

DOCUMENTS = "Documents"
MISSING, WRONG = "document_missing", "document_wrong"


@dataclass(frozen=True, slots=True)
class Item:
    """`hint` says what the case itself shows of it, such as that the document has been sent. `cause` is the one that is
    proposed where it is deficient."""

    code: str
    section: str
    words: str
    source: str
    cause: str
    hint: str = ""
    found: CheckedItem | None = None
    deficiency: Deficiency | None = None


def checklist(case: Application, *, on: date) -> list[Item]:
    """Documents first, then the other items, as of the day of submission."""
    found = {row.item: row for row in case.checked_items.all()}
    open_ones = {row.item: row for row in open_deficiencies(case)}
    asked = [*_documents(completeness(case, route=case.route, on=on)), *_others(case, on)]
    return [Item(*each, found=found.get(each[0]), deficiency=open_ones.get(each[0])) for each in asked]


def open_deficiencies(case: Application) -> QuerySet[Deficiency]:
    return case.deficiencies.filter(resolved_at=None).select_related("cause")


def deficiencies(case: Application) -> QuerySet[Deficiency]:
    return case.deficiencies.select_related("cause")


def causes() -> list[tuple[str, str]]:
    return list(DeficiencyCause.objects.values_list("code", "words"))


def _documents(needed: Sequence[Needed]) -> list[tuple[str, str, str, str, str, str]]:
    return [
        (
            one.row.code,
            DOCUMENTS,
            one.row.words,
            one.row.source,
            WRONG if one.is_there else MISSING,
            "Sent" if one.is_there else "Not sent" if one.row.is_required else "Expected, not sent",
        )
        for one in needed
    ]


def _others(case: Application, on: date) -> list[tuple[str, str, str, str, str, str]]:
    day = case.submitted_on or on
    in_time = Q(asked_until=None) | Q(asked_until__gte=day)
    rows = ValidationItem.objects.filter(in_time, asked_from__lte=day)
    return [
        (row.code, row.section, row.words, row.source, row.cause_id, "")
        for row in rows
        if not row.routes or case.route in row.routes
    ]
