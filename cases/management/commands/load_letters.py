from typing import Any

from django.core.management.base import BaseCommand

from cases.operations.shipped_letters import load_shipped_letters
from recognition import clock


class Command(BaseCommand):
    help = "Load the shipped letter templates, and publish them. A second run does nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_shipped_letters(at=clock.now())
        words = f"{added} letter templates are loaded." if added else "The letter templates are there already."
        self.stdout.write(words)
