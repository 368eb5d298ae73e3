"""What becomes of mail when workers are killed, when the mail server fails, and when many send at once."""

from __future__ import annotations

from collections import Counter
from email.message import EmailMessage
from hashlib import sha256

import pytest

from recognition.clock import now
from recognition.outbox.enqueue import Draft, enqueue
from recognition.outbox.models import Message

from .app import STEPS
from .conftest import nothing_waits
from .processes import Started, beat, running, until, worker
from .sizes import size

pytestmark = [pytest.mark.reliability, pytest.mark.django_db(transaction=True)]
ANSWER_LOST = ("after_send", "after_mark")  # the server took the mail, and who was told so is dead


def queue(count: int, *, cases: int = 0) -> None:
    """Reminders as the sweep enqueues them, about `cases` cases by turns."""
    subject = {"subject_type": "application"} if cases else {}
    drafts = [
        Draft(
            key=f"reminder-{number}:assessor",
            topic="reminder",
            to="assessor@mhra.example",
            to_label="An assessor",
            subject=f"Reminder {number}",
            body_text="A decision is due.\n",
            subject_id=str(number % cases) if cases else "",
            **subject,
        )
        for number in range(count)
    ]
    enqueue(drafts, at=now())


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_with_9_loses_nothing(step, folder, mail_server, figure):
    count, kills = size(200), 0
    queue(count, cases=count)
    waker = beat(folder, seconds=1)
    with running(waker):
        while Message.objects.filter(state=Message.State.WAITING).exists():
            victim = worker(folder, KILL_AT=step, KILL_ON=str(max(count // 10, 3)), EMAIL_URL=mail_server.url)
            kills += _is_killed(victim)

    lost = count - len(set(mail_server.ids))
    allowed = kills if step in ANSWER_LOST else 0
    name = f"Worker killed with -9 {step.replace('_', ' the ')}, {kills} times"
    figure(f"{name}: reminders lost", lost, f"0 of {count}", passed=lost == 0 and kills > 0)
    figure(
        f"{name}: delivered again, under the same Message-ID",
        mail_server.repeated,
        f"at most {allowed}, one for each lost answer",
        passed=mail_server.repeated <= allowed,
    )


def _is_killed(victim: Started) -> bool:
    """Waits until the worker has killed itself, or has sent the rest."""
    with running(victim):
        until(lambda: not victim.is_alive or nothing_waits(), seconds=180)
        return not victim.is_alive


def test_a_mail_server_that_fails_three_in_ten_gets_every_mail(folder, mail_server, figure):
    count, tries = size(1_000), Counter[str]()

    def moody(mail: EmailMessage) -> str:
        """Drawn from the mail and its attempt, so that each run meets the same failures in whatever order."""
        tries[mail["Message-ID"]] += 1
        drawn = sha256(f"{mail['Message-ID']} {tries[mail['Message-ID']]}".encode()).digest()[0] / 256
        return "451 4.3.0 try again" if drawn < 0.3 else "250 Accepted"

    mail_server.answer = moody
    queue(count)
    _send_with_waits_cut_short(folder, mail_server.url)

    delivered, failed = len(set(mail_server.ids)), sum(tries.values()) - len(mail_server.ids)
    name = f"Mail server that fails 30 % of the time, {failed:,} times: delivered of {count:,}"
    figure(name, delivered, count, delivered == count)
    figure("  of these delivered twice", mail_server.repeated, 0, mail_server.repeated == 0)


def test_one_poison_message_stops_no_other(folder, mail_server, figure):
    count = size(1_000)
    queue(count)
    poison = Message.objects.order_by("?").first()
    Message.objects.filter(pk=poison.pk).update(to="nobody\n@example.org")
    _send_with_waits_cut_short(folder, mail_server.url)

    sent, parked = (Message.objects.filter(state=state).count() for state in ("sent", "parked"))
    figure(f"One poison message in {count:,}: delivered", len(mail_server.ids), count - 1, sent == count - 1)
    figure("  parked, with its reason", parked, 1, parked == 1 and bool(Message.objects.get(pk=poison.pk).last_error))


def _send_with_waits_cut_short(folder, url: str) -> None:
    """Two workers until nothing waits. Who was put off is due again at once: the waits add up to hours."""
    with running(beat(folder, seconds=1), *(worker(folder, EMAIL_URL=url) for _ in range(2))):
        until(_nothing_waits_cutting_short, seconds=300)


def _nothing_waits_cutting_short() -> bool:
    Message.objects.filter(state=Message.State.WAITING, next_attempt_at__gt=now()).update(next_attempt_at=now())
    return nothing_waits()
