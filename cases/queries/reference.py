"""The reference approval as staff have looked at it: its points, the reports that are held, both with who and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cases.models import Application, Document, ReferenceApproval, ReportHeld, SamenessPoint

# Kinds of documents that make up the reference package (domain 6.2, D1 to D4).
PACKAGE: Final = (
    "reference_approval",
    "reference_assessment_report",
    "reference_product_information",
    "list_of_differences",
)
POINTS: Final = SamenessPoint.Point
# Where the company's answers say what the product is; the other points stand in the dossier alone.
OURS: Final = {
    POINTS.SUBSTANCES: "active_substances",
    POINTS.STRENGTH: "strengths",
    POINTS.FORM: "pharmaceutical_form",
    POINTS.ROUTE: "route_of_admin",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """`ours` is what the application says, where an answer of the company does."""

    point: str
    words: str
    ours: str
    found: SamenessPoint | None


@dataclass(frozen=True, slots=True)
class Held:
    document: Document
    found: ReportHeld | None


def compared(case: Application, approval: ReferenceApproval | None) -> list[Compared]:
    found = {row.point: row for row in approval.sameness.all()} if approval else {}
    return [Compared(point, words, _ours(case, point), found.get(point)) for point, words in POINTS.choices]


def held(case: Application) -> list[Held]:
    """The newest version of each paper of the reference package."""
    rows = case.documents.filter(kind__in=PACKAGE, replaced_by=None).exclude(scan=Document.Scan.REFUSED)
    rows = rows.select_related("kind", "held").order_by("kind__order", "id")
    return [Held(row, getattr(row, "held", None)) for row in rows]


def _ours(case: Application, point: str) -> str:
    if point == POINTS.PRODUCT:
        return case.product_name
    answer = case.facts.get(OURS.get(POINTS(point), ""), "")
    return ", ".join(map(str, answer)) if isinstance(answer, list) else str(answer or "")
