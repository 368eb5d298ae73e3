"""The chosen cases as a file: CSV line by line as it is read, or XLSX by way of a temporary file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.http.response import HttpResponseBase

from cases.models import Application
from cases.operations.bulk.export import record_export
from cases.queries.visible import visible_to
from cases.queries.worklist import BESIDE
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.accounts.actors import Actor
from recognition.clock import now, today
from recognition.spreadsheets import csv_file, xlsx_file

from .worklist_row import owner_of

EXPORTS: Final = ("csv", "xlsx")
HEAD: Final = (
    "Reference", "Product", "Substances", "Company", "Route", "State", "Priority", "Why that priority", "Next date",
    "Owner", "Owner is", "Assessor", "Lead", "Received",
)  # fmt: skip
AT_ONCE: Final = 200
MOST: Final = 100_000  # cases of one file


def export(actor: Actor, kind: str, keys: Sequence[int]) -> HttpResponseBase:
    """On record before the first line leaves. Raises `InvalidInput` where nothing, or too much, was chosen."""
    if not keys:
        raise InvalidInput([FieldError("case", "Tick a case first, or “All that match”.")])
    if len(keys) > MOST:
        raise InvalidInput(
            [
                FieldError(
                    "case",
                    f"More than {MOST:,} cases match, too many for one file. Narrow the filters, and export in parts.",
                )
            ]
        )
    record_export(actor=actor, kind=kind, cases=len(keys), at=now())
    name = f"cases-{today().isoformat()}.{kind}"
    if kind == "xlsx":
        return xlsx_file([("Cases", _lines(actor, keys))], name)
    return csv_file(_lines(actor, keys), name)


def _lines(actor: Actor, keys: Sequence[int]) -> Iterator[Sequence[Any]]:
    yield HEAD
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        cases = visible_to(actor).filter(pk__in=some).select_related(*BESIDE).defer("facts").in_bulk()
        yield from (_line(cases[key]) for key in some if key in cases)


def _line(case: Application) -> Sequence[Any]:
    owner, part = owner_of(case)
    return (
        case.reference,
        case.product_name,
        case.substances,
        case.organisation.name,
        case.route,
        case.get_state_display(),
        case.get_priority_display(),
        case.priority_reason,
        case.next_due_on.isoformat() if case.next_due_on else "",
        owner,
        part,
        str(case.assessor or ""),
        str(case.lead or ""),
        case.submitted_on.isoformat() if case.submitted_on else "",
    )
