from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recognition.audit.verify import Anchor, verify


class Command(BaseCommand):
    help = "Checks the whole record, names the first bad link, and prints the anchor to keep outside the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anchor", metavar="ID:HASH", help="what an earlier run printed; shows a cut tail")

    def handle(self, *args: Any, anchor: str | None = None, **options: Any) -> None:
        verdict = verify(self._anchor(anchor))
        if verdict.bad:
            raise CommandError(f"The record is broken at {verdict.bad}. {verdict.count} entries before it hold.")
        self.stdout.write(f"{verdict.count} entries, each over the one before.")
        if verdict.last:
            self.stdout.write(f"Anchor to keep elsewhere: {verdict.last}")

    def _anchor(self, text: str | None) -> Anchor | None:
        try:
            return Anchor.read(text) if text else None
        except ValueError as error:
            raise CommandError(str(error)) from error
