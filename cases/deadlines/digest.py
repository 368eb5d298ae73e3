"""One mail a morning for those who want one: what they are reminded of, folded by case."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from django.db import connection, transaction

from cases.models import Notice
from cases.notifications.digest import digest
from cases.queries.notices import still_due
from recognition.accounts.actors import person
from recognition.accounts.models import ReminderDelivery
from recognition.clock import LONDON, local_date
from recognition.outbox.enqueue import enqueue

MORNING: Final = time(7)
REMINDING: Final = 0x52656D696E64  # "Remind": held, shared, by each batch of reminders until it commits


def send_digests(*, at: datetime) -> int:
    """From seven o'clock in London, each reader's digest of the day; returns how many were made. What comes after it
    waits for the next morning."""
    if at.astimezone(LONDON).time() < MORNING:
        return 0
    wait_for_batches()
    waiting = Notice.objects.filter(waits_for_digest=True).order_by("reader").values_list("reader", flat=True)
    return sum(_send(reader, today=local_date(at), at=at) for reader in waiting.distinct())


def _send(reader: int, *, today: date, at: datetime) -> bool:
    """The row of the reader's choice is the lock: of two beats the second finds the day done, or the row held."""
    with transaction.atomic():
        rows = ReminderDelivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("user")
        delivery = rows.filter(user=reader).first()
        if delivery is None or (delivery.digest_on is not None and delivery.digest_on >= today):
            return False
        waiting = Notice.objects.filter(reader=reader, waits_for_digest=True)
        keys = list(waiting.values_list("pk", flat=True))
        due = list(still_due(Notice.objects.filter(pk__in=keys), person(delivery.user)))
        if due and delivery.user.is_active:
            enqueue([digest(delivery.user, due, today=today)], at=at)
        Notice.objects.filter(pk__in=keys).update(waits_for_digest=False)
        delivery.digest_on = today
        delivery.save(update_fields=["digest_on"])
    return bool(due)


def hold_digests() -> None:
    """Until this transaction ends no digest begins, so that a morning's mail has all that the sweep finds due."""
    _lock("pg_advisory_xact_lock_shared")


def wait_for_batches() -> None:
    with transaction.atomic():
        _lock("pg_advisory_xact_lock")


def _lock(how: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {how}(%s)", [REMINDING])
