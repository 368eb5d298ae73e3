from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.models import Document
from cases.operations.check_documents import ON_ITS_WAY, check_document, half_received, strays
from recognition.clock import now


class Command(BaseCommand):
    help = (
        "Hold the store of documents against the database: read every file, compare its hash, and list what has no row."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-hashes", action="store_true", help="Only look whether each file is there.")
        parser.add_argument("--delete-strays", action="store_true", help="Delete the files that have no row.")
        words = "Minutes for which a file may be without its row, because it is just being stored. 60 unless given."
        parser.add_argument("--older-than", type=int, default=int(ON_ITS_WAY.total_seconds() / 60), help=words)

    def handle(self, *args: Any, **options: Any) -> None:
        before = now() - timedelta(minutes=options["older_than"])
        damaged = self._rows(hashes=not options["no_hashes"])
        lost = self._strays(before, delete=options["delete_strays"])
        if damaged or (lost and not options["delete_strays"]):
            raise CommandError("The store and the database do not agree: see the lines above.")

    def _rows(self, *, hashes: bool) -> int:
        damaged = total = 0
        for row in Document.objects.order_by("pk").iterator(chunk_size=500):
            total += 1
            good = check_document(row, at=now()) if hashes else default_storage.exists(str(row.file.name))
            if not good:
                damaged += 1
                row.refresh_from_db()
                found = row.get_integrity_display() if hashes else "Missing from the store"
                self.stdout.write(f"damaged  document {row.pk}  {row.file.name}  {found}")
        self.stdout.write(f"{total} documents, {damaged} damaged.")
        return damaged

    def _strays(self, before: Any, *, delete: bool) -> int:
        count = 0
        for name in strays(before=before):
            count += 1
            self.stdout.write(f"stray  {name}")
            if delete:
                default_storage.delete(name)
        for path in half_received(before=before):
            count += 1
            self.stdout.write(f"stray  {path}")
            if delete:
                path.unlink(missing_ok=True)
        self.stdout.write(f"{count} files without a row{' deleted' if delete and count else ''}.")
        return count
