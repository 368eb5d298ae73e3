from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.workflow.drawing import document


class Command(BaseCommand):
    help = "Draw docs/workflow.md from the machine; with --check, only say whether it is fresh."
    requires_system_checks = ()  # it reads the machine alone

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file is stale")
        parser.add_argument("--file", type=Path, default=settings.BASE_DIR / "docs" / "workflow.md")

    def handle(self, *args: Any, check: bool, file: Path, **options: Any) -> None:
        drawn = document()
        fresh = file.is_file() and file.read_text(encoding="utf-8") == drawn
        if fresh:
            self.stdout.write(f"{file.name} shows the machine as it is.")
        elif check:
            raise CommandError(f'{file.name} does not show the machine as it is: make manage CMD="draw_workflow"')
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(drawn, encoding="utf-8")
            self.stdout.write(f"{file.name} is drawn anew.")
