"""The scheduler is off for seven days, then on: nothing differs from a twin whose scheduler stayed on."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction
from django.db.models import Q, QuerySet

from cases.models import Application, ClockEntry, Deadline, Reminder
from cases.operations.sweep import overdue_cases, sweep
from cases.queries.timetables import timetable_of
from recognition.celery import app
from recognition.clock import LONDON, now, today
from recognition.outbox.models import Message
from tests.cases.journey import People, on_b

from .herd import multiply, with_a_reminder_due
from .processes import running, until, worker
from .sizes import size

pytestmark = [pytest.mark.reliability, pytest.mark.django_db(transaction=True)]
WEEK = 7
Seen = dict[str, set[tuple[object, ...]]]


def test_a_week_without_the_scheduler_is_caught_up(folder, mail_server, figure):
    count, last_on = size(10_000, least=40), today() - timedelta(days=WEEK)
    multiply(_a_few(), count)
    sweep(at=_shortly_after_midnight(last_on))
    Message.objects.all().delete()
    stayed_on = _twin(last_on)
    with running(worker(folder, EMAIL_URL=mail_server.url)):
        until(lambda: bool(app.control.ping(timeout=0.5)), seconds=60)
        app.send_task("cases.tasks.sweep")
        took = until(_is_caught_up, seconds=900)

    came_back = _seen()
    for kind, expected in stayed_on.items():
        differences = len(expected ^ came_back[kind])
        name = f"Scheduler off for {WEEK} days, {count:,} cases: {kind} that differ from a twin that stayed on"
        figure(name, differences, f"0 of {len(expected):,}", passed=differences == 0 < len(expected))
    figure(f"  catch-up of {count:,} cases", f"{took:.1f} s", "under 60 s", passed=took < 60)


def _a_few() -> int:
    """A clock that stands with a reply that is due in the week off, one that stands on, and reminders due meanwhile.
    Returns the first one's key."""
    people, ago = People(), today() - timedelta(days=WEEK)
    first = _asked(people, ago - timedelta(days=57))
    _asked(people, ago - timedelta(days=20))
    for day in (2, 4, 6):
        with_a_reminder_due(ago + timedelta(days=day), lambda journey: journey.assessing())
    with_a_reminder_due(ago + timedelta(days=3), lambda journey: journey.validating())
    return first


def _asked(people: People, asked_on: date) -> int:
    """A case on B whose company was asked on that day; it was validated 70 days before."""
    journey = on_b(day=asked_on - timedelta(days=91), people=people)
    return journey.asked().pk


def _twin(last_on: date) -> Seen:
    """What a scheduler that stayed on would have made of it; all of it is undone."""
    with transaction.atomic():
        for day in range(1, WEEK):
            sweep(at=_shortly_after_midnight(last_on + timedelta(days=day)))
        sweep(at=now())
        seen = _seen()
        transaction.set_rollback(True)
    return seen


def _seen() -> Seen:
    cases = Application.objects.select_related("rule_set").order_by("pk")[:: max(Application.objects.count() // 200, 1)]
    return {
        "states": set(Application.objects.values_list("reference", "state")),
        "deadlines": _rows(Deadline.objects.all(), "code", "round", "due_on", "status", "is_open"),
        "lines of ledgers": _rows(ClockEntry.objects.all(), "clock", "act", "on", "until", "outcome"),
        "reminders": _rows(Reminder.objects.exclude(state=Reminder.State.PLANNED), "deadline", "round", "step", "on"),
        "day counts of a sample": {_days(case) for case in cases},
    }


def _rows(rows: QuerySet, *fields: str) -> set[tuple[object, ...]]:
    return set(rows.values_list("application__reference", *fields))


def _days(case: Application) -> tuple[object, ...]:
    clock = timetable_of(case, today=today()).clock
    return (case.reference, clock.days_used, clock.days_left, clock.running, clock.held_by)


def _is_caught_up() -> bool:
    due = Reminder.objects.filter(state=Reminder.State.PLANNED, on__lte=today())
    passed = Q(status=Deadline.Status.PENDING, due_on__lt=today())
    forecast = Q(status=Deadline.Status.STOPPED, as_of__lt=today())
    stale = Deadline.objects.filter(passed | forecast, is_open=True)
    return not due.exists() and not overdue_cases(today=today()) and not stale.exists()


def _shortly_after_midnight(day: date) -> datetime:
    return datetime.combine(day, time(0, 5), tzinfo=LONDON)
