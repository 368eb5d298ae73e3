"""Batches of cases that the sweep works on. A batch is an index read: the rows that are due, in the order in which they
are, each with its case's row locked. What another sweep or a person holds is passed by, so any number may run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, Final

import structlog
from django.db import transaction
from django.db.models import QuerySet

from cases.models import Application
from cases.queries.rules import spec_for
from recognition.routes.spec import RuleSetSpec

log = structlog.get_logger(__name__)

BATCH: Final = 250
MOST: Final = 100  # batches of one run, which so stays below a task's time limit; beat starts the next
Due = QuerySet[Any]
Work = Callable[[list[Application], Callable[[int], None]], int]


def claim(due: Due, *, passing_by: Collection[int] = (), limit: int = BATCH) -> list[int]:
    """Keys of the cases of the first `limit` rows of `due`, which are rows with an `application` in their order; the
    cases' rows are locked until the transaction ends. A case is not a row twice."""
    rows = due.select_related("application").only("application_id", "application__id")
    if passing_by:
        rows = rows.exclude(application__in=list(passing_by))
    found = rows.select_for_update(skip_locked=True, of=("application",))[:limit]
    return list(dict.fromkeys(row.application_id for row in found))


def read(keys: Iterable[int]) -> list[Application]:
    """The cases as they stand under their locks, with all that a timetable and a message ask for."""
    people = ("organisation", "rule_set", "assessor", "lead", "validator")
    rows = Application.objects.filter(pk__in=list(keys)).select_related(*people).order_by("pk")
    return list(rows.prefetch_related("clock_entries", "deadlines", "reminders"))


def rules_of(cases: Iterable[Application]) -> dict[int, RuleSetSpec]:
    """The rules of each version among the cases, read once."""
    one_of_each = {case.rule_set_id: case for case in cases}
    return {key: spec_for(case) for key, case in one_of_each.items()}


def in_batches(due: Due, work: Work) -> int:
    """Do `work` on everything due, a transaction a batch. A case that fails is logged and left, its batch's others are
    done without it; `work` is given the cases and how to report one that it leaves itself."""
    done, left = 0, set[int]()
    for _ in range(MOST):
        keys, more = _batch(due, work, left)
        done += more
        if not keys:
            break
    return done


def _batch(due: Due, work: Work, left: set[int]) -> tuple[list[int], int]:
    keys: list[int] = []
    try:
        with transaction.atomic():
            keys = claim(due, passing_by=left)
            return keys, work(read(keys), left.add) if keys else 0
    except Exception:  # the database has refused a row: find out whose, and do the others
        if len(keys) <= 1:
            left.update(keys)
            log.exception("sweep_failed_on_case", cases=keys)
            return keys, 0
        return keys, sum(_batch(due.filter(application=key), work, left)[1] for key in keys)
