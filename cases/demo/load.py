"""Sixty invented cases, each at its point, because every move was made through its operation at its day.

All cases share one chronological timeline, so the record's times rise. One transaction: all of it is there, or nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import TextIO

from django.db import connection, transaction

from cases.operations.learn_search_words import learn_search_words
from cases.operations.sweep import sweep
from recognition.clock import local_date
from recognition.routes.days import DayCount
from recognition.routes.load import published_on, spec_of

from .acts import play
from .bulk import play_bulk
from .checking import peer_checks
from .conflicts import conflicts, mentions
from .letters import prepare_templates
from .life import Life
from .managed import manage
from .nights import Nights
from .people import people
from .progress import Progress
from .read import table
from .schedule import timeline
from .views import keep_views


def load(*, now: datetime, stream: TextIO) -> int:
    """Play every case up to `now`; returns how many. Nothing is sent yet: the messages wait in the outbox."""
    plans = table("cases")
    holidays = spec_of(published_on(local_date(now))).holidays
    acts = timeline(plans, now=now, calendar=DayCount(True, holidays))
    progress = Progress("Playing the past", len(acts), stream)
    with transaction.atomic():
        cast, nights = people(), Nights(now)
        lives = [Life(number, plan, cast) for number, plan in enumerate(plans)]
        for act in acts:
            nights.until(local_date(act.at))
            play(lives[act.case], act)
            progress.step()
        nights.until(local_date(now))
        conflicts(cast, at=now)
        mentions(cast, at=now)
        peer_checks(cast, at=now)
        sweep(at=now)
        prepare_templates(cast.staff, at=now)
        learn_search_words(at=now)
        manage(cast, now=now)
        keep_views(cast.staff, at=now)
        play_bulk(cast.staff["lead"], at=now)
    _analyse()
    progress.end()
    return len(lives)


def _analyse() -> None:
    """The planner's statistics of tables that were empty a minute ago."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
