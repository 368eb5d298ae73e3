from typing import Any

from django.core.management.base import BaseCommand

from recognition import clock
from recognition.routes.shipped import load_shipped


class Command(BaseCommand):
    help = "Load the shipped partners, regulators and rule set, and publish it. A second run does nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_shipped(at=clock.now())
        self.stdout.write("The shipped rule set is loaded." if added else "The shipped rule set is there already.")
