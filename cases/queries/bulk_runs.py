"""A run as the person who chose it may see it: a case that is out of their sight now stays unnamed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from cases.models import Application, BulkRow, BulkRun
from recognition.accounts.actors import Actor

from .visible import visible_to


@dataclass(frozen=True, slots=True)
class Counts:
    waiting: int = 0
    done: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        return self.waiting + self.done + self.failed


def own_runs(actor: Actor) -> QuerySet[BulkRun]:
    return BulkRun.objects.filter(chosen_by=actor.user)


def counts_of(run: BulkRun) -> Counts:
    rows = run.rows.order_by().values_list("state").annotate(Count("pk"))
    return Counts(**{str(state): count for state, count in rows})


def rows_to_show(run: BulkRun) -> QuerySet[BulkRow]:
    """What was not done first."""
    return run.rows.order_by("-state", "pk") if run.state != BulkRun.State.CHOSEN else run.rows.order_by("pk")


def seen_cases(actor: Actor, rows: list[BulkRow]) -> dict[int, Application]:
    cases = visible_to(actor).filter(pk__in=[row.application_id for row in rows])
    return cases.defer("facts").in_bulk()


def cases_of(actor: Actor, run: BulkRun) -> list[Application]:
    """All of them that the person may see, to say beforehand which cannot be done: no more than that needs."""
    rows = visible_to(actor).filter(pk__in=run.rows.values("application")).order_by("pk")
    return list(rows.only("reference", "product_name", "state", "assessor"))
