import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recognition.routes.document import as_bytes, export_document
from recognition.routes.models import RuleSet


class Command(BaseCommand):
    help = "Write a rule set as one JSON document to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="For example irp.")
        parser.add_argument("version_name", metavar="version", help="For example 2026-06-1.")

    def handle(self, *args: Any, **options: Any) -> None:
        row = RuleSet.objects.filter(code=options["code"], version=options["version_name"]).first()
        if row is None:
            known = ", ".join(str(one) for one in RuleSet.objects.all())
            raise CommandError(f"There is no {options['code']} {options['version_name']}. There are: {known}.")
        sys.stdout.buffer.write(as_bytes(export_document(row)))
