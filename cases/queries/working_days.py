"""The last working day, so that "since yesterday" on a Monday reaches back over the weekend."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from recognition.routes.days import DayCount
from recognition.routes.load import NEWEST_FIRST, in_force_on
from recognition.routes.models import Holiday, RuleSet

LONGEST_BREAK: Final = timedelta(days=21)  # no run of holidays and weekends is longer


def last_working_day(today: date, code: str = "irp") -> date:
    """The working day before `today`, by the calendar of the rule set in force. One query."""
    newest = RuleSet.objects.filter(in_force_on(today), code=code, state=RuleSet.State.PUBLISHED)
    calendar = newest.order_by(*NEWEST_FIRST).values("calendar")[:1]
    holidays = Holiday.objects.filter(calendar__in=calendar, on__range=(today - LONGEST_BREAK, today))
    return DayCount(True, frozenset(holidays.values_list("on", flat=True))).add(today, -1)
