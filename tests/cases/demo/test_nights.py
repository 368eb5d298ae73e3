"""The nights of the past: what was due on a day was done early on that day, once."""

from __future__ import annotations

import io
from datetime import timedelta

from cases.demo.nights import Nights
from cases.demo.send import send_all
from cases.models import Reminder
from cases.queries.history import history_of
from recognition.clock import LONDON, local_date
from recognition.outbox.models import Message
from tests.cases.journey import Journey, on_b


def test_a_reply_goes_overdue_on_the_morning_after_its_date(db):
    journey = on_b().asked()

    Nights().until(journey.day + timedelta(days=90))

    overdue = history_of(journey.case).get(action="reply_overdue")
    assert journey.case.state == "reply_overdue"
    assert overdue.on == journey.day + timedelta(days=61)
    assert f"{overdue.at.astimezone(LONDON):%H:%M}" == "00:05"


def test_each_reminder_goes_out_on_its_day(db):
    journey = on_b().asked()
    planned = dict(Reminder.objects.filter(application=journey.case, state="planned").values_list("pk", "on"))

    Nights().until(journey.day + timedelta(days=60))

    sent = Reminder.objects.filter(pk__in=planned, state="sent", sent_at__date__gt=journey.day)
    assert sent.count() >= 5
    assert all(local_date(row.sent_at) == planned[row.pk] for row in sent)


def test_a_night_is_swept_once(db):
    journey = on_b().asked()
    nights = Nights()
    nights.until(journey.day + timedelta(days=61))
    entries = history_of(journey.case).count()

    nights.until(journey.day + timedelta(days=61))
    nights.until(journey.day)

    assert history_of(journey.case).count() == entries


def test_what_waits_is_sent_by_the_relay(db, mailoutbox):
    Journey().received()
    waiting = Message.objects.filter(state="waiting").count()

    said = io.StringIO()

    assert send_all(said) == waiting == len(mailoutbox)
    assert not Message.objects.filter(state="waiting").exists()
    assert said.getvalue() == f"Sending mails: {waiting}\n"
