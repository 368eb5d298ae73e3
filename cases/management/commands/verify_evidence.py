from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.evidence.verify import faults, manifest_of


class Command(BaseCommand):
    help = "Checks a bundle of evidence and names each fault. Nothing is asked of the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bundle", metavar="BUNDLE.zip")
        parser.add_argument("--manifest", default="", help="the SHA-256 that the record has: evidence_made, manifest")

    def handle(self, *args: Any, bundle: str, manifest: str, **options: Any) -> None:
        found = list(faults(bundle, manifest))
        if found:
            raise CommandError("The bundle does not hold:\n" + "\n".join(found))
        self.stdout.write(f"The bundle is whole. SHA-256 of its manifest: {manifest_of(bundle)}")
