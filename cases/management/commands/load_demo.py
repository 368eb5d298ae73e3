from __future__ import annotations

import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.demo.letters import send_one_back
from cases.demo.load import load
from cases.demo.send import send_all
from cases.models import Application
from recognition.audit.models import Entry
from recognition.clock import now

REFUSED = (
    "load_demo makes people with a password that everybody knows, so it runs in a demonstration only. "
    "Where this is one, set DEMO=1 (make run does)."
)


class Command(BaseCommand):
    help = "Load the demonstration: people, companies and sixty invented cases, each with a past that was played."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(REFUSED)
        if Application.objects.exists():
            self.stdout.write("There are applications already: the demonstration is not loaded over them.")
            return
        started = time.monotonic()
        cases = load(now=now(), stream=sys.stderr)
        played = time.monotonic()
        sent = send_all(sys.stderr)
        send_one_back(at=now())
        ended = time.monotonic()
        entries = Entry.objects.count()
        self.stdout.write(
            f"Loaded {cases} applications with {entries} entries of the record in {played - started:.0f} s "
            f"and sent {sent} mails in {ended - played:.0f} s."
        )
