"""Any number of invented cases, to try out speed: a few hundred lives are played, then copied row by row.

The lives go through the operations as in the demonstration, so their rows are true, and a copy has the same dates. What
a case's life sent as mail is left out: it would be most of the bytes, and has gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, TextIO

import structlog
from django.db import connection, transaction
from django.db.models import Max

from cases.demo.acts import play
from cases.demo.life import Life as Played
from cases.demo.nights import Nights
from cases.demo.progress import Progress
from cases.demo.schedule import Act, timeline
from cases.models import Application
from cases.operations.learn_search_words import learn_search_words
from cases.operations.sweep import sweep
from cases.workflow.keep_stages import renumber_copies
from cases.workflow.refusals import Refused
from recognition.clock import local_date
from recognition.outbox.models import Message
from recognition.routes.days import DayCount
from recognition.routes.load import published_on, spec_of

from .copies import copies, lives, tell_database
from .crowd import crowd
from .plans import plans
from .record import copy_record
from .tables import copy_rows

log = structlog.get_logger(__name__)
PLAYED = 120  # twice the number of the stories: each where the demonstration has it, and somewhere else


@dataclass(frozen=True, slots=True)
class Loaded:
    cases: int
    played: int
    entries: int
    rows: int


def load_many(count: int, *, seed: int, now: datetime, stream: TextIO, played: int = PLAYED) -> Loaded:
    """Add `count` cases in one transaction: all of it is there, or nothing."""
    chance = Random(f"cases {seed}")  # noqa: S311 - no secret
    with transaction.atomic():
        newest_case, newest_message = _newest(Application), _newest(Message)
        _play(min(count, played), chance, now, stream)
        Message.objects.filter(pk__gt=newest_message, state=Message.State.WAITING).delete()
        of = lives(newest_case)
        made = copies(of, count - len(of), chance)
        tell_database(of, made)
        stream.write(f"Copying {len(made):,} cases\n")
        rows = copy_rows(rounds=max((copy.number for copy in made), default=0)) if made else {}
        keys = dict(Application.objects.filter(pk__gt=of[-1].id).values_list("reference", "pk"))
        learn_search_words(at=now)
        stream.write("Writing their record\n")
        entries = copy_record(of, made, keys) if made else 0
        renumber_copies(after=of[-1].id)
        # Before the commit, which looks up each case's last entry: by an index, once the planner knows of the many.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return Loaded(len(of) + len(made), len(of), entries, sum(rows.values()))


def tidy() -> None:
    """What autovacuum would do within minutes, so that whoever measures at once finds the tables as in service. Not
    within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _newest(model: type[Application] | type[Message]) -> int:
    return int(model._default_manager.aggregate(newest=Max("pk"))["newest"] or 0)


def _play(count: int, chance: Random, now: datetime, stream: TextIO) -> None:
    cast, nights = crowd(), Nights()
    played = [Played(number, plan, cast) for number, plan in enumerate(plans(count, cast, chance))]
    acts = _acts([life.plan for life in played], now)
    progress = Progress("Playing the past", len(acts), stream)
    stalled: set[int] = set()
    for act in acts:
        nights.until(local_date(act.at))
        if act.case not in stalled and not _is_played(played[act.case], act):
            stalled.add(act.case)
        progress.step()
    nights.until(local_date(now))
    sweep(at=now)
    progress.end()


def _acts(of: Sequence[dict[str, Any]], now: datetime) -> list[Act]:
    holidays = spec_of(published_on(local_date(now))).holidays
    return timeline(of, now=now, calendar=DayCount(True, holidays))


def _is_played(life: Played, act: Act) -> bool:
    """False where a holiday has put an act on a day that a rule refuses: the case stays as it is from there on."""
    try:
        with transaction.atomic():
            play(life, act)
    except Refused as refused:
        log.info("life_stalled", case=life.number, act=act.name, rule=refused.rule, why=refused.why)
        return False
    return True
