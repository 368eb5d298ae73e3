"""Papers that could not be scanned when they came are scanned as soon as the scanner answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog

from cases.models import Document
from cases.workflow.lock import locked
from cases.workflow.perform import change
from recognition.accounts.actors import system
from recognition.files.clamd import ScannerUnavailable
from recognition.files.keeping import FileDamaged, open_checked
from recognition.files.scanner import scanner

from .check_documents import mark_damaged

log = structlog.get_logger(__name__)


def scan_pending(*, clock: Callable[[], datetime], until: datetime) -> int:
    """Scan what waits, oldest first, and say how many were. `clock` gives each its own time; after `until` the rest
    is left for the next run, as it is when the scanner does not answer.

    Nothing is locked while a file is read: two workers may scan one file twice, and the second then changes nothing.
    """
    done = after = 0
    while clock() < until:
        row = Document.objects.filter(scan=Document.Scan.PENDING, pk__gt=after).order_by("pk").first()
        if row is None:
            break
        after = row.pk
        try:
            done += _scan(row, clock())
        except ScannerUnavailable as error:
            Document.objects.filter(pk=row.pk).update(scan_said=str(error)[:300])
            log.warning("document_not_scanned", document=row.pk, error=str(error))
            if not done:
                break  # it is the scanner, not this file
    return done


def _scan(row: Document, at: datetime) -> bool:
    who = scanner()
    try:
        with open_checked(str(row.file.name), row.sha256) as file:
            found = who.scan(file)
    except FileDamaged as damage:
        mark_damaged(row, damage, at=at)
        return False
    with locked(row.application_id) as case:
        fresh = case.documents.select_for_update().filter(pk=row.pk, scan=Document.Scan.PENDING).first()
        if fresh is None:
            return False
        fresh.scan = Document.Scan.REFUSED if found else Document.Scan.CLEAN
        fresh.scanner, fresh.scanned_at, fresh.scan_said = who.name, at, found[:300]
        fresh.save(update_fields=["scan", "scanner", "scanned_at", "scan_said"])
        data = {"document": row.pk, "title": row.title, "sha256": row.sha256, "scan": str(fresh.scan)}
        action = "document_refused" if found else "document_scanned"
        change(case, action, actor=system("scanner"), at=at, data=data, tells=_told(row) if found else ())
    return True


def _told(row: Document) -> tuple[str, ...]:
    return ("company", "validator", "lead") if row.from_company else ("validator", "lead")
