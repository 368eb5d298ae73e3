"""Kept dates that differ from what the ledger gives. The ledger leaves no choice, so they are put right at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from cases.deadlines.plan import Change
from cases.models import Application, Deadline, Finding
from recognition.accounts.actors import system
from recognition.audit.record import Subject, record

from .standing import Found, in_words

CHECKER = system("night check")
CORRECTED = "kept_dates_corrected"


def differing(change: Change) -> Iterator[Found]:
    """After the sweep of the day nothing moves by itself: what still has to be written was wrong."""
    case = change.application
    kept = {(row.code, row.round): row for row in case.deadlines.all()}
    for row in change.deadlines:
        yield _found(f"{row.name}: kept as {_words(kept.get((row.code, row.round)))}, computed as {_words(row)}.")
    for old in kept.values():
        if old.pk in change.gone:
            yield _found(f"{old.name}: kept as {_words(old)}, and the ledger has no such date.")
    if not change.deadlines and not change.gone and case.next_due_on != change.next_due_on:
        yield _found(
            f"Next date in lists: kept as {case.next_due_on or 'none'}, computed as {change.next_due_on or 'none'}."
        )
    for plan in change.reminders:
        yield _found(f"Reminder {plan.step} of {plan.deadline}: planned otherwise than for {in_words(plan.on)}.")
    if change.dropped:
        yield _found(f"{len(change.dropped)} reminders planned that the ledger does not ask for.")


def record_healed(case: Application, found: list[Found], *, at: datetime, action: str = CORRECTED) -> None:
    """The entry says what was wrong, since somebody may have read it while it was."""
    record(
        at=at,
        actor=CHECKER,
        subject=Subject("application", str(case.pk), case.reference),
        action=action,
        from_state=case.state,
        to_state=case.state,
        data={"corrected": [one.what for one in found]},
    )


def _found(what: str) -> Found:
    return Found(Finding.Kind.DATE_DIFFERS, what)


def _words(row: Deadline | None) -> str:
    return "nothing" if row is None else f"{in_words(row.due_on)} ({Deadline.Status(row.status).label.lower()})"
