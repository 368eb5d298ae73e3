"""What beat would have done meanwhile: the daily sweep, on each day on which something was due."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Min, QuerySet
from django.db.models.functions import Mod

from cases.models import Application, Deadline, Notice, Reminder, State
from cases.operations.acknowledge import acknowledge
from cases.operations.sweep import sweep
from recognition.accounts.actors import person
from recognition.clock import LONDON

SHORTLY_AFTER_MIDNIGHT = time(0, 5)
BEFORE_WORK = time(7, 55)  # of the cases themselves, so that the record's times rise


class Nights:
    """Sweeps forward in time. Days on which nothing is due are passed over."""

    def __init__(self, now: datetime | None = None) -> None:
        """What nobody can have read by `now` is not acknowledged."""
        self.swept, self.now = date.min, now

    def until(self, day: date) -> None:
        """Every night up to and with the one that begins `day`."""
        if day <= self.swept:
            return
        while (due := _next_due()) is not None and max(due, self.swept + timedelta(days=1)) <= day:
            self.swept = max(due, self.swept + timedelta(days=1))
            at = datetime.combine(self.swept, SHORTLY_AFTER_MIDNIGHT, tzinfo=LONDON)
            sweep(at=at, refreshing=False)
            self._acknowledge(at)
        self.swept = max(self.swept, day)

    def _acknowledge(self, at: datetime) -> None:
        """What most people do on the morning after; of every seventh case nobody does, so that some go up the line."""
        read_at = datetime.combine(self.swept, BEFORE_WORK, tzinfo=LONDON)
        if self.now is not None and read_at >= self.now:
            return
        told = Notice.objects.filter(acknowledged_at=None, settled_on=None, is_shown=True, at__lt=at)
        rows = told.select_related("reminder", "reader").order_by("pk")
        for notice in rows.exclude(reminder__application__in=self._forgotten()):
            acknowledge(reminder=notice.reminder, actor=person(notice.reader), at=read_at)

    def _forgotten(self) -> QuerySet[Application]:
        return Application.objects.annotate(seventh=Mod("pk", 7)).filter(seventh=0)


def _next_due() -> date | None:
    """The first day with a reminder, one to escalate, or a reply that a clock waits for and that is overdue."""
    reminder = Reminder.objects.filter(state=Reminder.State.PLANNED).aggregate(day=Min("on"))["day"]
    unanswered = Reminder.objects.filter(escalate_on__isnull=False).aggregate(day=Min("escalate_on"))["day"]
    waiting = Deadline.objects.filter(
        code="information_reply", is_open=True, application__state=State.AWAITING_INFORMATION
    )
    reply = waiting.aggregate(day=Min("due_on"))["day"]
    days = [reminder, unanswered, reply + timedelta(days=1) if reply else None]
    return min((day for day in days if day), default=None)
