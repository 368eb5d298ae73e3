from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recognition import clock
from recognition.accounts.actors import system
from recognition.routes.document import DocumentError
from recognition.routes.publishing import import_draft


class Command(BaseCommand):
    help = "Bring in a rule set from its file, as a draft. It changes nothing until two people have published it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--version-name", default="", help="Its version here; else the one that the file gives.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                draft = import_draft(file, options["version_name"], actor=system("import_rule_set"), at=clock.now())
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except DocumentError as error:
            lines = [f"  {place or 'the file'} {words}" for place, words in error.faults]
            raise CommandError("\n".join([f"{path} is refused, and nothing is stored:", *lines])) from error
        self.stdout.write(f"{draft} is a draft.")
