"""A run's rows, done one by one by any number of workers. A worker that dies leaves its row as it was: waiting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import transaction

from cases.models import BulkRow, BulkRun
from cases.queries.visible import visible_to
from cases.workflow.lock import locked
from cases.workflow.refusals import InvalidInput, NotPermitted, Refused
from recognition.accounts.actors import person
from recognition.accounts.models import User
from recognition.accounts.permissions import may

from .acts import NEEDS, do

log = structlog.get_logger(__name__)
LONGEST_RUN: Final = timedelta(minutes=5)  # within a task's limit; beat wakes the next
ABANDONED: Final = timedelta(minutes=1)
OUT_OF_SIGHT: Final = "You may not see this case any more."
BROKEN: Final = "An error stood in the way. Nothing was changed; try again."


def work(key: int, *, now: Callable[[], datetime]) -> int:
    """Works until no row waits that another worker does not hold; returns how many rows this call has worked."""
    run, until, worked = BulkRun.objects.get(pk=key), now() + LONGEST_RUN, 0
    while (at := now()) < until and _one(run, at):
        worked += 1
        BulkRun.objects.filter(pk=key).update(worked_at=at)
    _finish(key, now())
    return worked


def unfinished(*, at: datetime) -> list[int]:
    """Runs that no worker has touched for a while: theirs died, or was never woken."""
    left = BulkRun.objects.filter(state=BulkRun.State.RUNNING, worked_at__lt=at - ABANDONED)
    return list(left.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _one(run: BulkRun, at: datetime) -> bool:
    """The next row that nobody holds: what is done to its case and its result are one transaction."""
    waiting = BulkRow.objects.filter(run=run, run__state=BulkRun.State.RUNNING, state=BulkRow.State.WAITING)
    row = waiting.select_for_update(of=("self",), skip_locked=True).order_by("pk").first()
    if row is None:
        return False
    row.said = _result(run, row, at)
    row.state = BulkRow.State.FAILED if row.said else BulkRow.State.DONE
    row.tries, row.at = row.tries + 1, at
    row.save(update_fields=["state", "said", "tries", "at"])
    return True


def _result(run: BulkRun, row: BulkRow, at: datetime) -> str:
    """Empty where it was done. What was begun on a case that refuses is undone, and its row says why."""
    try:
        with transaction.atomic():
            _act(run, row, at)
    except InvalidInput as refused:
        return " ".join(error.detail for error in refused.errors)
    except Refused as refused:
        return refused.why
    except Exception:  # one case must not keep the others from being done
        log.exception("bulk_row_failed", run=run.pk, case=row.application_id)
        return BROKEN
    return ""


def _act(run: BulkRun, row: BulkRow, at: datetime) -> None:
    """As the person who chose it, with what that person may do and see now."""
    actor = person(User.objects.get(pk=run.chosen_by_id))
    if not may(actor, NEEDS[BulkRun.Act(run.act)]):
        raise NotPermitted("PERMISSION", "You may not do this any more.")
    with locked(row.application_id) as case:
        if not visible_to(actor).filter(pk=case.pk).exists():
            raise NotPermitted("SIGHT", OUT_OF_SIGHT)
        do(run.act, case, actor=actor, arguments=run.arguments, at=at)


def _finish(key: int, at: datetime) -> None:
    """Whichever worker is last: no row waits, and none is held by another."""
    if not BulkRow.objects.filter(run=key, state=BulkRow.State.WAITING).exists():
        running = BulkRun.objects.filter(pk=key, state=BulkRun.State.RUNNING)
        running.update(state=BulkRun.State.FINISHED, ended_at=at)
