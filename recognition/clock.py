"""The one place where the system's clock is read.

Everything else is given its time as an argument, so that a replay of past dates takes the same code as today.
`make check` refuses another reader.
"""

import datetime as dt
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> dt.datetime:
    """The moment, aware, as London's clocks show it."""
    return dt.datetime.now(LONDON)


def today() -> dt.date:
    """The date in London: near midnight in summer it is not UTC's."""
    return now().date()


def local_date(at: dt.datetime) -> dt.date:
    """The date that an instant falls on in London: the legal day of what happened then."""
    return at.astimezone(LONDON).date()
