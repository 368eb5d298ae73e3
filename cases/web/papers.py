"""The papers of a case by module, the newest version of each with the earlier ones behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Final

from cases.models import Application, Document
from cases.queries import case_page
from recognition.files.scanner import NO_SCANNER
from recognition.routes.models import DocumentKind

if TYPE_CHECKING:  # offers are made of acts, and their forms are built on this file
    from .forms.documents_filter import DocumentsForm
    from .offers import Offer

COLOURS: Final = {Document.Scan.PENDING: "light-blue", Document.Scan.CLEAN: "green", Document.Scan.REFUSED: "red"}


@dataclass(slots=True)
class Paper:
    row: Document
    replace: Offer | None = None
    earlier: list[Paper] = field(default_factory=list)

    @property
    def is_damaged(self) -> bool:
        return self.row.integrity != Document.Integrity.INTACT

    @property
    def can_be_had(self) -> bool:
        return self.row.is_served and not self.is_damaged

    @property
    def was_scanned(self) -> bool:
        return self.row.scanned_at is not None and self.row.scanner != NO_SCANNER

    @property
    def state(self) -> tuple[str, str]:
        """The words of its tag, and its colour."""
        if self.is_damaged:
            return self.row.get_integrity_display(), "red"
        if self.row.is_served and self.row.scanner == NO_SCANNER:
            return "Not scanned: there is no scanner", "yellow"
        return self.row.get_scan_display(), COLOURS[Document.Scan(self.row.scan)]


@dataclass(frozen=True, slots=True)
class Module:
    number: int
    name: str
    papers: list[Paper]

    @property
    def versions(self) -> list[Paper]:
        """Each paper with its earlier versions after it."""
        return [one for paper in self.papers for one in (paper, *paper.earlier)]


@dataclass(frozen=True, slots=True)
class Zip:
    """What would be taken out together: how many files of how many bytes, and how many of those shown are left out."""

    url: str
    count: int
    size: int
    left_out: int


def zip_of(modules: Iterable[Module], url: str) -> Zip | None:
    """None where there is nothing that could be given out."""
    shown = [paper for module in modules for paper in module.versions]
    had = [paper.row.size for paper in shown if paper.can_be_had]
    return Zip(url, len(had), sum(had), len(shown) - len(had)) if had else None


def papers(rows: Iterable[Document], replace: dict[str, Offer], narrowed: DocumentsForm) -> list[Module]:
    """By module, those that the filters leave."""
    kept = {row.pk: Paper(row, replace.get(str(row.pk))) for row in rows}
    replaced = {paper.row.replaces_id for paper in kept.values()}
    newest = [paper for key, paper in kept.items() if key not in replaced and narrowed.takes(paper.row)]
    for paper in newest if not narrowed.hides_replaced else ():
        older = paper.row.replaces_id
        while older in kept:
            paper.earlier.append(kept[older])
            older = kept[older].row.replaces_id
    newest.sort(key=lambda paper: (paper.row.kind.module, paper.row.kind.order, paper.row.title, paper.row.pk))
    modules = dict(DocumentKind.Module.choices)
    grouped = groupby(newest, lambda paper: paper.row.kind.module)
    return [Module(number, modules[number], list(own)) for number, own in grouped]


def replaceable(case: Application) -> list[tuple[str, str]]:
    """The newest versions that staff have added. A company replaces its own; a letter stays as it was sent."""
    rows = case_page.documents(case).filter(from_company=False, replaced_by=None, letters=None)
    return [(str(row.pk), row.title) for row in rows]


def kinds_by_module() -> list[tuple[str, list[tuple[str, str]]]]:
    """For a list to choose from."""
    rows = DocumentKind.objects.values_list("module", "code", "name")
    modules = dict(DocumentKind.Module.choices)
    return [
        (modules[module], [(code, name) for _, code, name in own]) for module, own in groupby(rows, lambda row: row[0])
    ]
