from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recognition.api.compatibility import breaks
from recognition.api.document import document


class Command(BaseCommand):
    help = "Hold the API against the document of its last release; with --keep, make today's that document."
    requires_system_checks = ()  # it reads the code alone

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--keep", action="store_true", help="for a release: write the file; refuses a break")
        parser.add_argument("--file", type=Path, default=settings.BASE_DIR / "docs" / "api" / "v1.json")

    def handle(self, *args: Any, keep: bool, file: Path, **options: Any) -> None:
        now = json.loads(document()[0])
        found = breaks(json.loads(file.read_text(encoding="utf-8")), now) if file.is_file() else []
        if found:
            lines = "\n".join(f"  {line}" for line in found)
            raise CommandError(
                f"A client written against {file.name} would break:\n{lines}\n"
                "Keep what there was beside what is new, or make it a /api/v2/."
            )
        if keep:
            file.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
            self.stdout.write(f"{file.name} is the document of the API as it is now.")
        else:
            self.stdout.write(f"Whoever was written against {file.name} works with the API as it is now.")
