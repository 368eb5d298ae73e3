"""What beat would have done meanwhile: the daily sweep, on each day on which something was due."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Min

from cases.models import Deadline, Reminder, State
from cases.operations.sweep import sweep
from recognition.clock import LONDON

SHORTLY_AFTER_MIDNIGHT = time(0, 5)


class Nights:
    """Sweeps forward in time. Days on which nothing is due are passed over."""

    def __init__(self) -> None:
        self.swept = date.min

    def until(self, day: date) -> None:
        """Every night up to and with the one that begins `day`."""
        if day <= self.swept:
            return
        while (due := _next_due()) is not None and max(due, self.swept + timedelta(days=1)) <= day:
            self.swept = max(due, self.swept + timedelta(days=1))
            at = datetime.combine(self.swept, SHORTLY_AFTER_MIDNIGHT, tzinfo=LONDON)
            sweep(at=at, refreshing=False)
        self.swept = max(self.swept, day)


def _next_due() -> date | None:
    """The first day with a reminder, or on which a reply that a clock waits for has become overdue."""
    reminder = Reminder.objects.filter(state=Reminder.State.PLANNED).aggregate(day=Min("on"))["day"]
    waiting = Deadline.objects.filter(
        code="information_reply", is_open=True, application__state=State.AWAITING_INFORMATION
    )
    reply = waiting.aggregate(day=Min("due_on"))["day"]
    days = [reminder, reply + timedelta(days=1) if reply else None]
    return min((day for day in days if day), default=None)
