"""A draft played over 10,000 open cases by two workers, as processes of their own so that their memory can be told."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import connection

from cases.models import Application, Simulation
from cases.operations.publish_version import counts
from cases.operations.simulate import simulate
from cases.queries.consequence import REDETERMINABLE
from recognition.accounts.actors import person
from recognition.accounts.models import Role, User
from recognition.clock import now, today
from recognition.routes.document import export_document, import_document
from recognition.routes.load import published_on
from recognition.routes.models import RuleSet
from tests.cases.journey import Journey, on_b
from tests.reliability.herd import multiply

from .measure import Figure, seconds

OPEN, WORKERS = 10_000, 2
# One worker's part, in a process of its own: its peak memory in MB is what it prints.
SHARE = """
import resource, sys
import django
django.setup()
from cases.simulation.work import work
from recognition.clock import now
work(int(sys.argv[1]), now=now)
print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.1f}")
"""


def simulation() -> Iterator[Figure]:
    _open_cases()
    draft, actor = _draft(), person(User.objects.create_user("bench-rules", role=Role.ADMINISTRATOR, is_staff=True))
    started: list[Simulation] = []
    begun = seconds(lambda: started.append(simulate(rule_set=draft, months=0, actor=actor, at=now())))
    own = started[0]
    peaks: list[float] = []
    before = _processor_time()
    took = seconds(lambda: peaks.extend(_shared(own.pk)))
    own.refresh_from_db()
    found = counts(own)
    if own.state != Simulation.State.FINISHED or found["done"] != found["open"]:
        raise RuntimeError(f"the simulation is {own.state}: {found}")
    yield Figure(f"Simulation of {found['open']:,} open cases, {WORKERS} workers", begun + took, "s", 60)
    yield Figure("  of that, the request that starts it", begun, "s")
    yield Figure("  processor time of its workers", _processor_time() - before, "s")
    yield Figure("  memory of its largest worker", max(peaks), "MB", 300)
    yield Figure("  memory of all its workers", sum(peaks), "MB", 300)
    yield Figure("  cases whose dates move", found["dates_move"], "cases", note=f"{found['routes_differ']:,} routes")


def _processor_time() -> float:
    """Of the children that have ended, in seconds: what they need, whatever else the machine does."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _shared(key: int) -> list[float]:
    command = [sys.executable, "-c", SHARE, str(key)]
    running = [subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE) for _ in range(WORKERS)]
    said = [one.communicate()[0] for one in running]
    return [float(text) for text in said]


def _open_cases() -> None:
    """Copies of cases on A and B, in validation, in assessment, stopped and in consultation."""
    missing = OPEN - Application.objects.filter(state__in=REDETERMINABLE).count()
    if missing <= 0:
        return
    start = today() - timedelta(days=100)
    lives = [
        Journey(day=start).validating(),
        Journey(day=start).assessing(),
        on_b(day=start).assessing(),
        on_b(day=start).asked(),
        Journey(day=start).consulted(),
        Journey(day=start, facts={"pivotal_single_arm": True}).asked(),
    ]
    multiply(lives[0].pk, missing)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _draft() -> RuleSet:
    """B ends ten days later and an orphan designation no longer gives it, so routes, dates and reminders differ."""
    document = export_document(published_on(today())) | {"version": "bench", "effective_from": today().isoformat()}
    document["rules"] = [row for row in document["rules"] if row["code"] != "B17"]
    for row in document["routes"]:
        row["length_days"] += 10 if row["code"] == "B" else 0
    for row in document["milestones"]:
        row["amount"] += 10 if (row["code"], row["route"]) == ("decision", "B") else 0
    return import_document(document)
