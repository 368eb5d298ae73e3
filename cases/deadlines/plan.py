"""The timetable kept as rows, so that dates can be sorted, filtered and reminded of. The ledger stays the truth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from cases.models import Application, Deadline, Notice, Reminder
from cases.queries.timetables import timetable_of
from recognition.routes.spec import RuleSetSpec
from recognition.routes.timetable import DueDate, Timetable
from recognition.routes.timetable import Reminder as Planned

from .next_due import keep_next_due, next_due
from .planned import is_planned

DEADLINE_KEY: Final = ["application", "code", "round"]
DEADLINE_FIELDS: Final = ["name", "clock", "started_on", "due_on", "status", "is_open", "non_working_day", "as_of"]
REMINDER_KEY: Final = ["application", "deadline", "round", "step"]
REMINDER_FIELDS: Final = ["on", "due_on", "tells", "how", "escalate_after_days", "state"]
RUNNING: Final = (Deadline.Status.PENDING, Deadline.Status.MISSED)


@dataclass(slots=True)
class Change:
    """What has to be written so that a case's rows say what its ledger says. Nothing, most of the time."""

    application: Application
    timetable: Timetable
    next_due_on: date | None = None
    deadlines: list[Deadline] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    quiet: list[int] = field(default_factory=list)
    settled: list[int] = field(default_factory=list)


def replan(application: Application, *, today: date) -> Timetable:
    """Make the rows of deadlines and reminders say what the ledger says on `today`. Returns that timetable."""
    change = change_of(application, today=today)
    write([change], today=today)
    return change.timetable


def change_of(application: Application, *, today: date, spec: RuleSetSpec | None = None) -> Change:
    """Pure where the case's ledger, deadlines and reminders have been read, as they have of a batch."""
    change = Change(application, timetable_of(application, today=today, spec=spec))
    kept = list(application.deadlines.all())
    _compare_deadlines(application, kept, change)
    _compare_reminders(application, kept, change)
    return change


def write(changes: Iterable[Change], *, today: date) -> None:
    """Of many cases at once: at most seven statements, each left out where it has nothing to do."""
    changes = list(changes)
    if rows := [row for change in changes for row in change.deadlines]:
        Deadline.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=DEADLINE_KEY, update_fields=DEADLINE_FIELDS
        )
    if gone := [key for change in changes for key in change.gone]:
        Deadline.objects.filter(pk__in=gone).delete()
    keep_next_due({change.application: change.next_due_on for change in changes})
    if plans := [row for change in changes for row in change.reminders]:
        Reminder.objects.bulk_create(
            plans, update_conflicts=True, unique_fields=REMINDER_KEY, update_fields=REMINDER_FIELDS
        )
    if dropped := [key for change in changes for key in change.dropped]:
        Reminder.objects.filter(pk__in=dropped).update(state=Reminder.State.DROPPED)
    if quiet := [key for change in changes for key in change.quiet]:
        Reminder.objects.filter(pk__in=quiet).update(escalate_on=None)
    if settled := [key for change in changes for key in change.settled]:
        Notice.objects.filter(reminder__in=settled, settled_on=None).update(settled_on=today)


def _compare_deadlines(application: Application, kept: list[Deadline], change: Change) -> None:
    known = {(row.code, row.round): row for row in kept}
    dates = change.timetable.deadlines
    wanted = {(due.code, due.round): _deadline(application, due, change.timetable.today) for due in dates}
    change.deadlines = [row for key, row in wanted.items() if not _says(known.get(key), row)]
    change.next_due_on = next_due(application.state, wanted.values())
    change.gone = [row.pk for key, row in known.items() if key not in wanted]


def _says(kept: Deadline | None, row: Deadline) -> bool:
    """Only a standing clock's date depends on the day it was computed for."""
    if kept is None:
        return False
    names = DEADLINE_FIELDS if row.status == Deadline.Status.STOPPED else DEADLINE_FIELDS[:-1]
    return all(getattr(kept, name) == getattr(row, name) for name in names)


def _deadline(application: Application, due: DueDate, today: date) -> Deadline:
    return Deadline(
        application=application,
        code=due.code,
        round=due.round,
        name=due.name,
        clock=due.clock,
        started_on=due.started_on,
        due_on=due.due_on,
        status=due.status,
        is_open=due.is_open,
        non_working_day=due.non_working_day,
        as_of=today,
    )


def _compare_reminders(application: Application, kept: list[Deadline], change: Change) -> None:
    """A reminder sent is kept as it is; one whose day had passed when it was first planned is not made. Of a clock that
    stands none is escalated, and what is over needs no acknowledgement."""
    today, dates = change.timetable.today, change.timetable.deadlines
    known = {(row.deadline, row.round, row.step): row for row in application.reminders.all()}
    wanted = {
        (plan.deadline, plan.round, plan.step): _reminder(application, plan, due)
        for due in dates
        for plan in due.reminders
    }
    change.reminders = [row for key, row in wanted.items() if _is_new(known.get(key), row, today)]
    change.dropped = [row.pk for key, row in known.items() if key not in wanted and row.state == Reminder.State.PLANNED]
    running = {(due.code, due.round) for due in dates if due.is_open and due.status in RUNNING}
    open_ = {(due.code, due.round) for due in dates if due.is_open}
    sent = [row for row in known.values() if row.state == Reminder.State.SENT]
    change.quiet = [row.pk for row in sent if row.escalate_on and (row.deadline, row.round) not in running]
    over = {(row.code, row.round) for row in kept if row.is_open} - open_
    change.settled = [row.pk for row in sent if (row.deadline, row.round) in over]


def _is_new(kept: Reminder | None, row: Reminder, today: date) -> bool:
    """Whether it has to be written: planned for the first time, again, or otherwise than before."""
    if kept is not None and kept.state == Reminder.State.PLANNED:
        return any(getattr(kept, name) != getattr(row, name) for name in REMINDER_FIELDS)
    return is_planned(kept.state if kept else None, row.on, today)


def _reminder(application: Application, plan: Planned, due: DueDate) -> Reminder:
    return Reminder(
        application=application,
        deadline=plan.deadline,
        round=plan.round,
        step=plan.step,
        on=plan.on,
        due_on=due.due_on,
        tells=list(plan.tells),
        how=plan.how,
        escalate_after_days=plan.escalate_after_days,
    )
