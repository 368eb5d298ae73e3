"""The timetable kept as rows, so that dates can be sorted, filtered and reminded of. The ledger stays the truth."""

from __future__ import annotations

from datetime import date

from cases.models import Application, Deadline, Reminder
from cases.queries.timetables import timetable_of
from recognition.routes.timetable import DueDate, Timetable
from recognition.routes.timetable import Reminder as Planned

from .next_due import keep_next_due

DEADLINE_KEY = ["application", "code", "round"]
REMINDER_KEY = ["application", "deadline", "round", "step"]


def replan(application: Application, *, today: date) -> Timetable:
    """Make the rows of deadlines and reminders say what the ledger says on `today`. Returns that timetable."""
    result = timetable_of(application, today=today)
    _keep_deadlines(application, result)
    _keep_reminders(application, result)
    return result


def _keep_deadlines(application: Application, result: Timetable) -> None:
    rows = [_deadline(application, due, result) for due in result.deadlines]
    fields = ["name", "clock", "started_on", "due_on", "status", "is_open", "non_working_day", "as_of"]
    Deadline.objects.bulk_create(rows, update_conflicts=True, unique_fields=DEADLINE_KEY, update_fields=fields)
    kept = {(row.code, row.round) for row in rows}
    gone = [row.pk for row in application.deadlines.all() if (row.code, row.round) not in kept]
    if gone:
        Deadline.objects.filter(pk__in=gone).delete()
    keep_next_due(application, rows)


def _deadline(application: Application, due: DueDate, result: Timetable) -> Deadline:
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
        as_of=result.today,
    )


def _keep_reminders(application: Application, result: Timetable) -> None:
    """A reminder sent is kept as it is; one whose day had passed when it was first planned is not made."""
    known = {(row.deadline, row.round, row.step): row for row in application.reminders.all()}
    wanted = {(plan.deadline, plan.round, plan.step): (plan, due) for due in result.deadlines for plan in due.reminders}
    rows = [
        _reminder(application, plan, due)
        for key, (plan, due) in wanted.items()
        if _is_planned(known.get(key)) or (plan.on >= result.today and not _is_sent(known.get(key)))
    ]
    fields = ["on", "due_on", "tells", "state"]
    Reminder.objects.bulk_create(rows, update_conflicts=True, unique_fields=REMINDER_KEY, update_fields=fields)
    dropped = [row.pk for key, row in known.items() if key not in wanted and row.state == Reminder.State.PLANNED]
    if dropped:
        Reminder.objects.filter(pk__in=dropped).update(state=Reminder.State.DROPPED)


def _is_planned(row: Reminder | None) -> bool:
    return row is not None and row.state == Reminder.State.PLANNED


def _is_sent(row: Reminder | None) -> bool:
    return row is not None and row.state == Reminder.State.SENT


def _reminder(application: Application, plan: Planned, due: DueDate) -> Reminder:
    return Reminder(
        application=application,
        deadline=plan.deadline,
        round=plan.round,
        step=plan.step,
        on=plan.on,
        due_on=due.due_on,
        tells=list(plan.tells),
    )
