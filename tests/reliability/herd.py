"""Many cases for a test, as copies of a few that were brought there by their moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from django.db import transaction

from cases.demo.many.copies import copies, lives, tell_database
from cases.demo.many.record import copy_record
from cases.demo.many.tables import copy_rows
from cases.models import Application, Reminder
from recognition.outbox.models import Message
from tests.cases.journey import Journey


def multiply(first: int, count: int) -> None:
    """The cases from key `first` on are copied until there are `count`. No mail of their past is left."""
    with transaction.atomic():
        of = lives(first - 1)
        made = copies(of, count - len(of), Random(1))
        tell_database(of, made)
        copy_rows(rounds=max(copy.number for copy in made))
        keys = dict(Application.objects.filter(pk__gt=of[-1].id).values_list("reference", "pk"))
        copy_record(of, made, keys)
        Message.objects.all().delete()


def with_a_reminder_due(today: date, reach: Callable[[Journey], Journey]) -> int:
    """A case that got where `reach` leads at such a time that its first reminder falls on `today`. Returns its key."""
    start = today - timedelta(days=60)
    for _ in range(8):
        with transaction.atomic():
            journey = reach(Journey(day=start))
            first = _first_planned(journey)
            if first == today and journey.day <= today:
                return journey.pk
            transaction.set_rollback(True)
        start -= first - today
    raise AssertionError(f"no case has its first reminder on {today}")


def _first_planned(journey: Journey) -> date:
    planned = Reminder.objects.filter(application=journey.pk, state=Reminder.State.PLANNED)
    return planned.order_by("on").values_list("on", flat=True)[0]
