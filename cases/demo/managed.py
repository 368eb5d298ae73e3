"""What a manager has done in the demonstration: an absence that is planned, and the last quarter frozen."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.operations.absences import record_absence
from cases.operations.freeze_performance import freeze_performance
from cases.queries.performance.period import offered
from recognition.clock import local_date

from .people import Cast

AWAY_IN, AWAY_FOR = timedelta(days=5), timedelta(days=16)
AWAY, DEPUTY = "assessor3", "assessor4"


def manage(cast: Cast, *, now: datetime) -> None:
    manager, today = cast.staff["manager"], local_date(now)
    user, deputy = cast.staff[AWAY].user, cast.staff[DEPUTY].user
    if user is not None and deputy is not None:
        days = {"from_on": today + AWAY_IN, "until_on": today + AWAY_IN + AWAY_FOR}
        record_absence(user=user, deputy=deputy, actor=manager, at=now, **days)
    quarter = next(one for one in offered(today)["Quarters"] if one.last_on < today)
    freeze_performance(period=quarter, actor=manager, at=now)
