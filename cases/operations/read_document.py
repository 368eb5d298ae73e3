from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files import File

from cases.models import Document
from cases.workflow.refusals import WrongState
from recognition.files.keeping import FileDamaged, open_checked

from .check_documents import mark_damaged


def read_document(row: Document, *, at: datetime) -> File[Any]:
    """The file of a paper that may be served, at its start and found to be what arrived.

    Raises `WrongState` for one that has not been found clean, and `FileDamaged` for one that the store has lost or
    changed, once that stands in its row.
    """
    if row.scan == Document.Scan.PENDING:
        raise WrongState("SCAN", "The file has not been scanned for malware yet. Try again in a minute.")
    if not row.is_served:
        raise WrongState("SCAN", "Malware was found in the file, so it is kept but never given out.")
    try:
        return open_checked(str(row.file.name), row.sha256)
    except FileDamaged as damage:
        mark_damaged(row, damage, at=at)
        raise
