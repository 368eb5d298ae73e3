from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from cases.models import Application
from cases.queries.performance.ends import cases_unkept
from cases.workflow.keep_stages import keep_stages

BATCH = 500


class Command(BaseCommand):
    help = (
        "Keep what each stage that is over took, for the cases that have no such row or an older one. Each batch is a "
        "transaction of its own: after a kill, run it again and it goes on. The figures are right before it has run, "
        "and slower."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=BATCH, help=f"cases in one transaction ({BATCH})")

    def handle(self, *args: Any, batch: int, **options: Any) -> None:
        reached = count = 0
        while cases := cases_unkept(after=reached, most=max(batch, 1)):
            with transaction.atomic():
                held = Application.objects.select_for_update(no_key=True).order_by("pk").filter(pk__in=cases)
                keep_stages([case.pk for case in held.only("pk")])
            reached, count = cases[-1], count + len(cases)
            self.stdout.write(f"{count:,} cases, up to number {reached:,}")
        self.stdout.write(f"Kept the figures of {count:,} cases; every stage that is over has its row.")
