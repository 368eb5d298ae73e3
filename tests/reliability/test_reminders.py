"""Ten thousand reminders that fall due at once, with more processes at them than there should be."""

from __future__ import annotations

import pytest

from cases.models import Reminder
from recognition.clock import today
from recognition.outbox.models import Message

from .conftest import nothing_waits
from .herd import multiply, with_a_reminder_due
from .processes import beat, running, until, worker
from .sizes import size

pytestmark = [pytest.mark.reliability, pytest.mark.django_db(transaction=True)]


def test_two_beats_and_four_workers_send_each_reminder_once(folder, mail_server, figure):
    count = size(10_000)
    multiply(with_a_reminder_due(today(), lambda journey: journey.assessing()), count)
    due = Reminder.objects.filter(state=Reminder.State.PLANNED, on__lte=today())
    assert due.count() == count
    workers = [worker(folder, EMAIL_URL=mail_server.url) for _ in range(4)]
    with running(*workers, beat(folder, seconds=5), beat(folder, seconds=5)):
        took = until(lambda: not due.exists() and nothing_waits(), seconds=900)

    sent = Reminder.objects.filter(state=Reminder.State.SENT, on__lte=today()).count()
    messages = Message.objects.filter(topic="reminder")
    delivered = len(set(mail_server.ids))
    name = f"Two beats and four workers, {count:,} due reminders"
    figure(f"{name}: sent", sent, count, passed=sent == count)
    figure(f"{name}: mails delivered", delivered, messages.count(), passed=delivered == messages.count() >= count)
    figure(f"{name}: delivered twice", mail_server.repeated, 0, passed=mail_server.repeated == 0)
    figure(f"{name}: until the last had left", f"{took:.0f} s", "under 180 s", passed=took < 180)
