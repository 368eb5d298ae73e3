import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from recognition.routes.calendars import JURISDICTIONS, england_and_wales, of_jurisdiction
from recognition.routes.document import as_bytes


class Command(BaseCommand):
    help = "Write a jurisdiction's calendar, as the `holidays` package has it, into a rule set's file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--version-name", required=True, help="The calendar's version, for example 2026-1.")
        parser.add_argument("--years", nargs=2, type=int, default=[2023, 2035], metavar=("FIRST", "LAST"))
        known = ["england-and-wales", *JURISDICTIONS]
        parser.add_argument("--jurisdiction", choices=known, default=known[0])

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        (first, last), code, version = options["years"], options["jurisdiction"], options["version_name"]
        document = json.loads(file.read_bytes())
        document["calendar"] = (
            of_jurisdiction(code, first, last, version=version)
            if code in JURISDICTIONS
            else england_and_wales(first, last, version=version)
        )
        file.write_bytes(as_bytes(document))
        self.stdout.write(f"{len(document['calendar']['holidays'])} holidays from {first} to {last}.")
