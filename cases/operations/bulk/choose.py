"""A run is chosen, begun, and tried again; each is the one who chose it alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from cases.models import BulkRow, BulkRun
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import Actor
from recognition.audit.record import Subject, record

from ..require import require
from .acts import NEEDS

MOST: Final = 20_000  # cases of one run: what is more is no choice, but a slip
AT_ONCE: Final = 2_000  # rows in one statement
FORGOTTEN: Final = timedelta(days=1)  # after which a choice that nobody began is dropped


def choose(*, actor: Actor, act: str, cases: Sequence[int], at: datetime) -> BulkRun:
    """Keeps the choice, so that what is counted is what is done. `cases` are keys that the person may see."""
    if act not in BulkRun.Act.values or actor.user is None:
        raise InvalidInput([FieldError("act", "Choose what is to be done.")])
    require(actor, NEEDS[BulkRun.Act(act)], BulkRun.Act(act).label)
    if not cases:
        raise InvalidInput([FieldError("case", "Tick a case first, or “All that match”.")])
    if len(cases) > MOST:
        words = f"More than {MOST:,} cases match, and a run takes {MOST:,} at most. Narrow the filters, by stage or "
        words += "route for example, and choose the rest in a run of its own."
        raise InvalidInput([FieldError("case", words)])
    with transaction.atomic():
        BulkRun.objects.filter(state=BulkRun.State.CHOSEN, chosen_at__lt=at - FORGOTTEN).delete()
        run = BulkRun.objects.create(act=act, chosen_by=actor.user, chosen_at=at, worked_at=at)
        rows = (BulkRow(run=run, application_id=key) for key in dict.fromkeys(cases))
        BulkRow.objects.bulk_create(rows, batch_size=AT_ONCE)
    return run


def begin(*, run: BulkRun, actor: Actor, arguments: Mapping[str, Any], at: datetime) -> None:
    """From here on its rows may be worked. Begun twice, it runs once."""
    with transaction.atomic():
        row = _own(run, actor)
        if row.state != BulkRun.State.CHOSEN:
            raise WrongState("STATE", "This run has been begun already.")
        row.state, row.arguments, row.worked_at = BulkRun.State.RUNNING, dict(arguments), at
        row.save(update_fields=["state", "arguments", "worked_at"])
        data = {"act": row.act, "arguments": row.arguments, "cases": row.rows.count()}
        record(at=at, actor=actor, subject=_subject(row), action="bulk_run_begun", data=data)


def try_again(*, run: BulkRun, actor: Actor, at: datetime) -> int:
    """The rows that were not done wait once more; returns how many."""
    with transaction.atomic():
        row = _own(run, actor)
        if row.state == BulkRun.State.CHOSEN:
            raise WrongState("STATE", "This run has not been begun.")
        again = row.rows.filter(state=BulkRow.State.FAILED).update(state=BulkRow.State.WAITING, said="")
        if again:
            row.state, row.worked_at, row.ended_at = BulkRun.State.RUNNING, at, None
            row.save(update_fields=["state", "worked_at", "ended_at"])
            record(at=at, actor=actor, subject=_subject(row), action="bulk_run_retried", data={"cases": again})
    return again


def _own(run: BulkRun, actor: Actor) -> BulkRun:
    row = BulkRun.objects.select_for_update().filter(pk=run.pk, chosen_by=actor.user).first()
    if row is None:
        raise NotPermitted("RUN", "There is no such run.")
    require(actor, NEEDS[BulkRun.Act(row.act)], BulkRun.Act(row.act).label)
    return row


def _subject(run: BulkRun) -> Subject:
    return Subject("bulk_run", str(run.pk), str(run))
