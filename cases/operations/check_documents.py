"""The store held against the rows: every file is there and as it arrived, and nothing else is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

import structlog
from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import F, Q

from cases.models import Document
from recognition.files.keeping import FileDamaged, open_checked, stored_names

log = structlog.get_logger(__name__)

AGAIN_AFTER: Final = timedelta(hours=20)
# A file is in the store some moments before its row is committed.
ON_ITS_WAY: Final = timedelta(hours=1)
AT_ONCE: Final = 500
HALF_RECEIVED: Final = "*.upload*"


def check_documents(*, clock: Callable[[], datetime], until: datetime) -> tuple[int, int]:
    """Read files again and compare their hashes, those first that were not checked for longest; each once a night.
    Returns how many were read and how many are damaged; what `until` leaves over comes first next time."""
    read = damaged = 0
    since = clock() - AGAIN_AFTER
    due = Document.objects.filter(Q(checked_at__isnull=True) | Q(checked_at__lt=since))
    due = due.order_by(F("checked_at").asc(nulls_first=True), "id")
    while clock() < until and (row := due.first()) is not None:
        damaged += not check_document(row, at=clock())
        read += 1
    return read, damaged


def check_document(row: Document, *, at: datetime) -> bool:
    try:
        open_checked(str(row.file.name), row.sha256).close()
    except FileDamaged as damage:
        mark_damaged(row, damage, at=at)
        return False
    _mark(row, Document.Integrity.INTACT, at)
    return True


def mark_damaged(row: Document, damage: FileDamaged, *, at: datetime) -> None:
    """Kept with the row, so that it stands on the case's page and in the nightly notice until a backup mends it."""
    log.error("document_damaged", document=row.pk, file=str(row.file.name), missing=damage.is_missing)
    _mark(row, Document.Integrity.MISSING if damage.is_missing else Document.Integrity.CHANGED, at)


def _mark(row: Document, integrity: str, at: datetime) -> None:
    Document.objects.filter(pk=row.pk).update(integrity=integrity, checked_at=at)


def strays(*, before: datetime) -> Iterator[str]:
    """Names in the store, stored before that time, that no row has: what a process left that was killed between
    storing a file and committing its row."""
    names = stored_names()
    while some := list(islice(names, AT_ONCE)):
        known = set(Document.objects.filter(file__in=some).values_list("file", flat=True))
        yield from (name for name in some if name not in known and _is_older(name, before))


def half_received(*, before: datetime) -> Iterator[Path]:
    """Files that were being received when their process was killed."""
    for path in Path(settings.UPLOAD_DIR).glob(HALF_RECEIVED):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            yield path


def _is_older(name: str, before: datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < before
    except FileNotFoundError:  # it has just been taken away
        return False
