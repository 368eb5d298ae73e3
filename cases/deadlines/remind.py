"""Due reminders become messages, each once, whether or not the sweep missed a night."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from cases.models import Application, Deadline, Reminder
from cases.notifications.messages import queue_reminder
from recognition.accounts.actors import system
from recognition.audit.models import Entry
from recognition.audit.record import Subject, record

from .plan import replan

SWEEPER = system("reminders")


def cases_with_due_reminders(*, today: date, limit: int = 10_000) -> list[int]:
    """Keys of cases that have a planned reminder whose day has come, the longest due first."""
    due = Reminder.objects.filter(state=Reminder.State.PLANNED, on__lte=today).order_by("on", "id")
    return list(dict.fromkeys(due.values_list("application_id", flat=True)[:limit]))


def remind(case: int, *, today: date, at: datetime) -> int:
    """Send the due reminders of one case; returns how many. Dates are computed again first: what is no longer planned
    is not sent. Another sweep that holds the case is left to it."""
    with transaction.atomic():
        application = Application.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=case).first()
        if application is None:
            return 0
        replan(application, today=today)
        due = list(application.reminders.filter(state=Reminder.State.PLANNED, on__lte=today))
        for reminder in due:
            _send(application, reminder, at)
        return len(due)


def _send(application: Application, reminder: Reminder, at: datetime) -> None:
    deadline = application.deadlines.get(code=reminder.deadline, round=reminder.round)
    reminder.state, reminder.sent_at = Reminder.State.SENT, at
    reminder.save(update_fields=["state", "sent_at"])
    queue_reminder(application, reminder, deadline, _entry(application, reminder, deadline, at), at)


def _entry(application: Application, reminder: Reminder, deadline: Deadline, at: datetime) -> Entry:
    return record(
        at=at,
        actor=SWEEPER,
        subject=Subject("application", str(application.pk), application.reference),
        action="reminder_sent",
        from_state=application.state,
        to_state=application.state,
        data={"deadline": reminder.deadline, "step": reminder.step, "due_on": deadline.due_on.isoformat()},
    )
