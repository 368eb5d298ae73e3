"""An act on many cases whose worker is killed in the middle: whole rows, none lost, none twice."""

from __future__ import annotations

import pytest

from cases.models import Application, BulkRow, BulkRun
from cases.operations.bulk.choose import begin, choose
from cases.simulation.wake import wake_bulk
from recognition.accounts.actors import person
from recognition.audit.models import Entry
from recognition.clock import now
from tests.cases.journey import Journey

from .herd import multiply
from .processes import running, until, worker
from .sizes import size

pytestmark = [pytest.mark.reliability, pytest.mark.django_db(transaction=True)]


def test_a_worker_killed_in_mid_run_leaves_whole_rows_and_two_others_go_on(folder, figure):
    count, journey = size(1000), Journey().assessing()
    multiply(journey.pk, count)
    lead = person(journey.people.user("lead"))
    keys = list(Application.objects.order_by("pk").values_list("pk", flat=True))
    run = choose(actor=lead, act="prioritise", cases=keys, at=now())
    begin(run=run, actor=lead, arguments={"priority": "high", "reason": "A shortage."}, at=now())
    waiting = BulkRow.objects.filter(run=run, state="waiting")

    first = worker(folder)
    with running(first):
        wake_bulk(run.pk)
        until(lambda: waiting.count() < count * 2 / 3, seconds=300)
    done_by_first = count - waiting.count()
    in_step = _done_cases(run) == Application.objects.filter(priority="high").count() == _entries()

    with running(worker(folder), worker(folder)):
        wake_bulk(run.pk)
        took = until(lambda: BulkRun.objects.get(pk=run.pk).state == BulkRun.State.FINISHED, seconds=600)

    lost = count - Application.objects.filter(priority="high").count()
    twice = _entries() - Entry.objects.filter(action="priority_changed").values("subject_id").distinct().count()
    name = f"An act on {count:,} cases, its worker killed after {done_by_first:,}"
    figure(f"{name}: rows, cases and record agree at the kill", in_step, True, passed=in_step and done_by_first < count)
    figure(f"{name}: lost", lost, 0, passed=lost == 0 and _done_cases(run) == count)
    figure(f"{name}: done twice", twice, 0, passed=twice == 0 and _entries() == count)
    figure(f"{name}: the rest by two workers", f"{took:.0f} s", "under 300 s", passed=took < 300)


def _done_cases(run: BulkRun) -> int:
    return run.rows.filter(state="done").count()


def _entries() -> int:
    return Entry.objects.filter(action="priority_changed").count()
