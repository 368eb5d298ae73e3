from __future__ import annotations

import threading

import pytest
import time_machine
from django.db import connection, transaction

from recognition.clock import now
from recognition.outbox.models import Message
from recognition.outbox.relay import due, relay_due
from recognition.outbox.waiting import LAST_ATTEMPT

pytestmark = pytest.mark.integration

NO_SUCH_USER = "550 5.1.1 no such user here"
LATER = "451 4.3.0 try again later"


def state_of(message: Message) -> tuple[str, int]:
    message.refresh_from_db()
    return message.state, message.attempts


@pytest.mark.django_db
def test_a_message_that_left_is_marked(put, letterbox):
    message = put()

    assert relay_due() == 1
    assert state_of(message) == ("sent", 1)
    assert message.sent_at is not None


@pytest.mark.django_db
def test_a_message_that_left_does_not_leave_again(put, letterbox):
    put()
    relay_due()

    assert relay_due() == 0
    assert len(letterbox.mails) == 1


@pytest.mark.django_db
def test_a_message_whose_time_has_not_come_waits(put, letterbox):
    message = put()
    Message.objects.update(next_attempt_at=now().replace(year=2100))

    assert relay_due() == 0
    assert state_of(message) == ("waiting", 0)


@pytest.mark.django_db
def test_a_message_put_off_waits_a_minute_and_keeps_the_reason(put, letterbox):
    letterbox.answer = lambda mail: LATER
    message = put()
    before = now()
    relay_due()

    assert state_of(message) == ("waiting", 1)
    assert "try again later" in message.last_error
    assert 60 <= (message.next_attempt_at - before).total_seconds() <= 70


@pytest.mark.django_db
def test_a_message_put_off_is_parked_after_the_eighth_try(put, letterbox):
    letterbox.answer = lambda mail: LATER
    message = put()
    for _ in range(LAST_ATTEMPT):
        Message.objects.update(next_attempt_at=now())
        relay_due()

    assert state_of(message) == ("parked", 8)
    assert not message.is_refused


@pytest.mark.django_db
def test_a_message_refused_for_good_is_parked_at_once_with_the_servers_words(put, letterbox):
    letterbox.answer = lambda mail: NO_SUCH_USER
    message = put()
    relay_due()

    assert state_of(message) == ("parked", 1)
    assert message.last_error == NO_SUCH_USER
    assert message.is_refused


@pytest.mark.django_db
def test_a_recipient_refused_for_good_parks_the_message(put, letterbox):
    letterbox.recipient = lambda address: NO_SUCH_USER
    message = put()
    relay_due()

    assert state_of(message) == ("parked", 1)
    assert message.last_error == NO_SUCH_USER


@pytest.mark.django_db
def test_a_recipient_put_off_waits(put, letterbox):
    letterbox.recipient = lambda address: "450 4.2.1 mailbox busy"
    message = put()
    relay_due()

    assert state_of(message) == ("waiting", 1)


@pytest.mark.django_db
def test_a_server_that_takes_nothing_from_us_parks_nothing(put, letterbox):
    letterbox.sender = lambda address: "550 5.7.1 sign in first"
    for number in range(10):
        put(f"{number}")
    relay_due()

    assert not Message.objects.exclude(state="waiting").exists()
    assert "sign in first" in Message.objects.order_by("id").first().last_error
    assert sum(Message.objects.values_list("attempts", flat=True)) == 3


@pytest.mark.django_db
def test_many_mails_share_a_connection(put, letterbox):
    for number in range(30):
        put(f"{number}")

    assert relay_due() == 30
    assert letterbox.connections == 1


@pytest.mark.django_db
def test_a_server_that_hangs_up_between_mails_gets_the_next_one_over_a_new_connection(put, letterbox):
    letterbox.hangs_up_after = 2
    messages = [put(f"{number}") for number in range(5)]
    relay_due()

    assert sorted(letterbox.keys) == ["0", "1", "2", "3", "4"]
    assert [state_of(message) for message in messages] == [("sent", 1)] * 5


@pytest.mark.django_db
def test_a_sent_message_keeps_the_message_id_that_it_bore(put, letterbox):
    message = put()
    relay_due()
    message.refresh_from_db()

    assert letterbox.mails[0]["Message-ID"] == message.message_id


@pytest.mark.django_db
def test_one_poison_message_stops_no_other(put, letterbox):
    poison = put("poison", to="nobody\n@example.org")
    for number in range(20):
        put(f"good {number}")

    assert relay_due() == 20
    assert state_of(poison)[0] == "waiting"


@pytest.mark.django_db
def test_a_rule_that_fails_on_a_message_lets_it_not_leave_and_stops_no_other(put, letterbox, monkeypatch):
    first, second = put("first"), put("second")

    def fails(message: Message) -> str:
        return str(1 / (message.pk - first.pk))[:0]

    monkeypatch.setattr("recognition.outbox.withhold._rules", [fails])
    relay_due()

    assert state_of(first) == ("waiting", 1)
    assert state_of(second) == ("sent", 1)


@pytest.mark.django_db
def test_a_server_that_is_away_spends_few_attempts(put, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for number in range(10):
        put(f"{number}")

    assert relay_due() == 0
    assert sum(Message.objects.values_list("attempts", flat=True)) == 3


@pytest.mark.django_db
def test_a_server_that_refuses_a_third_gets_every_mail_in_the_end(put, letterbox):
    asked = {"times": 0}

    def moody(mail: object) -> str:
        asked["times"] += 1
        return "451 try later" if asked["times"] % 3 == 0 else "250 Accepted"

    letterbox.answer = moody
    for number in range(30):
        put(f"{number}")
    with time_machine.travel(now(), tick=True) as clock:
        for _ in range(LAST_ATTEMPT):
            relay_due()
            clock.shift(3700)

    assert sorted(letterbox.keys) == sorted(str(number) for number in range(30))


@pytest.mark.django_db
def test_a_later_message_about_the_same_case_does_not_overtake(put, letterbox):
    letterbox.answer = lambda mail: LATER if mail["X-Recognition-Key"] == "first" else "250 Accepted"
    put("first", subject_type="application", subject_id="17")
    put("second", subject_type="application", subject_id="17")
    put("another case", subject_type="application", subject_id="18")
    relay_due()

    assert letterbox.keys == ["another case"]


@pytest.mark.django_db
def test_messages_about_the_same_case_leave_in_order(put, letterbox):
    for number in range(5):
        put(f"{number}", subject_type="application", subject_id="17")
    relay_due()

    assert letterbox.keys == ["0", "1", "2", "3", "4"]


@pytest.mark.django_db
def test_messages_about_nothing_do_not_wait_for_each_other(put, letterbox):
    letterbox.answer = lambda mail: LATER if mail["X-Recognition-Key"] == "first" else "250 Accepted"
    put("first")
    put("second")
    relay_due()

    assert letterbox.keys == ["second"]


@pytest.mark.django_db
def test_a_message_behind_a_parked_one_about_the_same_case_leaves(put, letterbox):
    letterbox.answer = lambda mail: NO_SUCH_USER if mail["X-Recognition-Key"] == "first" else "250 Accepted"
    put("first", subject_type="application", subject_id="17")
    put("second", subject_type="application", subject_id="17")
    relay_due()

    assert letterbox.keys == ["second"]


@pytest.mark.django_db(transaction=True)
def test_four_relays_at_once_send_nothing_twice(put, letterbox):
    for number in range(60):
        put(f"{number}", subject_type="application", subject_id=str(number % 7))
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        relay_due()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    relay_due()

    assert sorted(map(int, letterbox.keys)) == list(range(60))
    assert not Message.objects.exclude(state="sent").exists()


@pytest.mark.django_db(transaction=True)
def test_a_message_that_another_relay_holds_is_passed_by(put):
    put("held")
    put("free")
    seen: list[str] = []

    def look() -> None:
        with transaction.atomic():
            seen.extend(message.key for message in due(now()).select_for_update(skip_locked=True))
        connection.close()

    with transaction.atomic():
        Message.objects.select_for_update().get(key="held")
        other = threading.Thread(target=look)
        other.start()
        other.join()

    assert seen == ["free"]


@pytest.mark.django_db(transaction=True)
def test_a_relay_killed_before_the_mark_leaves_the_message_waiting(put, letterbox, monkeypatch):
    message = put()

    def killed(*args: object, **given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Message, "save", killed)
    with pytest.raises(KeyboardInterrupt):
        relay_due()
    monkeypatch.undo()

    assert state_of(message) == ("waiting", 0)


@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_what_is_enqueued(put, letterbox, celery_worker):
    message = put()
    deadline = now().timestamp() + 20
    while state_of(message)[0] != "sent" and now().timestamp() < deadline:
        threading.Event().wait(0.1)

    assert letterbox.keys == [message.key]
