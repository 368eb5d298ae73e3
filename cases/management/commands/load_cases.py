from __future__ import annotations

import sys
import time
from argparse import ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.demo.many.load import load_many, tidy
from recognition.clock import now
from recognition.routes.load import NoRuleSetError

REFUSED = (
    "load_cases makes invented cases, and people with a password that everybody knows, so it runs in a demonstration "
    "only. Where this is one, set DEMO=1 (make manage does)."
)


class Command(BaseCommand):
    help = (
        "Add N invented cases with their record, ledgers, deadlines and reminders, to try out speed. A few hundred are "
        "played through the operations, the others are copies of these; no mail is made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", metavar="N", type=_count, help="how many to add")
        parser.add_argument("--seed", type=int, default=1, help="another number gives other cases (1)")

    def handle(self, *args: Any, count: int, seed: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(REFUSED)
        started = time.monotonic()
        try:
            loaded = load_many(count, seed=seed, now=now(), stream=sys.stderr)
        except NoRuleSetError as error:
            raise CommandError(str(error)) from error
        tidy()
        self.stdout.write(
            f"Added {loaded.cases:,} applications in {time.monotonic() - started:.0f} s: {loaded.played:,} played, the "
            f"others copied with {loaded.rows:,} rows and {loaded.entries:,} entries of the record."
        )


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise ArgumentTypeError(f"give how many applications to add, as a whole number above 0, not {text!r}")
    return int(text)
