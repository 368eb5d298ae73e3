from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from cases.models import Application, Notice, Reminder
from cases.queries.visible import sees
from cases.workflow.lock import locked
from cases.workflow.refusals import NotPermitted
from recognition.accounts.actors import Actor
from recognition.audit.models import Entry
from recognition.audit.record import Subject, append_all, entry_of


def acknowledge(*, reminder: Reminder, actor: Actor, at: datetime) -> bool:
    """Take a reminder off the actor's list, and the steps of the same date before it, for themselves and whom they
    stand in for: none of them goes further up the line. False where that is done already, or the date is over.

    Raises `NotPermitted` where it does not stand on their list, or they may no longer see the case.
    """
    with locked(reminder.application_id) as case:
        if not sees(actor, case) or not _own(reminder, actor).exists():
            raise NotPermitted("REMINDER", "This reminder does not stand on your list.")
        steps = case.reminders.filter(deadline=reminder.deadline, round=reminder.round, on__lte=reminder.on)
        done = [row for row in steps.order_by("on", "pk") if _take_off(row, actor, at)]
        append_all([_entry(case, row, actor, at) for row in done])
    return bool(done)


def _own(row: Reminder, actor: Actor) -> QuerySet[Notice]:
    return row.notices.filter(reader=actor.user, is_shown=True) if actor.user else row.notices.none()


def _take_off(row: Reminder, actor: Actor, at: datetime) -> bool:
    persons = _own(row, actor).values("person")
    waiting = row.notices.filter(person__in=persons, acknowledged_at=None, settled_on=None)
    if not waiting.update(acknowledged_at=at):
        return False
    if row.acknowledged_at is None:
        row.acknowledged_at, row.acknowledged_by, row.escalate_on = at, actor.user, None
        row.save(update_fields=["acknowledged_at", "acknowledged_by", "escalate_on"])
    return True


def _entry(case: Application, row: Reminder, actor: Actor, at: datetime) -> Entry:
    return entry_of(
        at=at,
        actor=actor,
        subject=Subject("application", str(case.pk), case.reference),
        action="reminder_acknowledged",
        from_state=case.state,
        to_state=case.state,
        data={"deadline": row.deadline, "step": row.step},
    )
