from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.workflow.refusals import FieldError, InvalidInput
from recognition.accounts.actors import Actor
from recognition.accounts.models import ReminderDelivery
from recognition.accounts.permissions import READ
from recognition.audit.record import Subject, record

from .require import require


def choose_delivery(*, actor: Actor, choice: str, at: datetime) -> None:
    """Each reminder by a mail at once, or all in one each morning; what waits for a morning goes then all the same."""
    require(actor, READ, "Choose how reminders come")
    if choice not in ReminderDelivery.Choice.values or actor.user is None:
        raise InvalidInput([FieldError("choice", "Select how reminders come.")])
    with transaction.atomic():
        row, _ = ReminderDelivery.objects.select_for_update().get_or_create(user=actor.user)
        if row.choice == choice:
            return
        before, row.choice = row.choice, choice
        row.save(update_fields=["choice"])
        subject = Subject("user", str(actor.user.pk), str(actor.user))
        data = {"changed": {"choice": [before, choice]}}
        record(at=at, actor=actor, subject=subject, action="reminder_delivery_chosen", data=data)
