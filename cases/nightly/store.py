"""Documents that the store has lost or changed, as reading them again has shown, and files that no row has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from cases.models import Document, Finding, NightCheck
from cases.operations.check_documents import ON_ITS_WAY, half_received, strays

MOST = 500  # rows of one night; `check_documents` lists all


def disagreements(check: NightCheck) -> list[Finding]:
    return [*islice(_damaged(check), MOST), *islice(_strays(check), MOST)]


def _damaged(check: NightCheck) -> Iterator[Finding]:
    """Of a draft, which is its company's alone, its key is all that is told."""
    rows = Document.objects.exclude(integrity=Document.Integrity.INTACT).select_related("application").order_by("pk")
    for row in rows:
        has_come_in = row.application.form_received_on is not None
        name = f"{row.title}, " if has_come_in else "of a draft, "
        yield Finding(
            check_of=check,
            kind=Finding.Kind.DOCUMENT_DAMAGED,
            application=row.application if has_come_in else None,
            what=f"Document {row.pk}: {name}{row.get_integrity_display().lower()}",
        )


def _strays(check: NightCheck) -> Iterator[Finding]:
    before = check.started_at - ON_ITS_WAY
    for name in chain(strays(before=before), map(str, half_received(before=before))):
        yield Finding(check_of=check, kind=Finding.Kind.STRAY_FILE, what=name)
