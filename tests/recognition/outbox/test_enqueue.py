from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from recognition.outbox import wake
from recognition.outbox.enqueue import enqueue
from recognition.outbox.models import Message

from .conftest import AT, draft

pytestmark = pytest.mark.integration


@pytest.fixture
def wakes(monkeypatch) -> list[object]:
    calls: list[object] = []
    monkeypatch.setattr(wake, "send", calls.append)
    return calls


@pytest.mark.django_db
def test_a_draft_becomes_a_waiting_row():
    enqueue([draft("a", subject_type="application", subject_id="17")], at=AT)

    row = Message.objects.get()
    assert (row.key, row.state, row.created_at, row.next_attempt_at) == ("a", "waiting", AT, AT)


@pytest.mark.django_db
def test_the_same_key_again_leaves_one_row():
    assert (enqueue([draft("a")], at=AT), enqueue([draft("a"), draft("b")], at=AT)) == (1, 1)
    assert Message.objects.count() == 2


@pytest.mark.django_db
def test_the_same_key_twice_in_one_call_leaves_one_row():
    assert enqueue([draft("a"), draft("a")], at=AT) == 1


@pytest.mark.django_db
def test_the_rows_keep_the_order_of_the_drafts():
    enqueue([draft(key) for key in "cab"], at=AT)

    assert list(Message.objects.values_list("key", flat=True)) == ["c", "a", "b"]


@pytest.mark.django_db
def test_a_subject_of_two_lines_becomes_one():
    enqueue([draft("a", subject="Reply\r\nBcc: everybody@example.org")], at=AT)

    assert Message.objects.get().subject == "Reply Bcc: everybody@example.org"


@pytest.mark.django_db(transaction=True)
def test_the_relay_is_woken_once_a_transaction(wakes):
    with transaction.atomic():
        enqueue([draft("a")], at=AT)
        enqueue([draft("b")], at=AT)
        assert not wakes

    assert len(wakes) == 1


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_wakes_nobody_and_leaves_no_row(wakes):
    with transaction.atomic():
        enqueue([draft("a")], at=AT)
        transaction.set_rollback(True)

    assert (len(wakes), Message.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_message_after_a_savepoint_that_failed_still_wakes_the_relay(wakes):
    with transaction.atomic():
        with transaction.atomic():
            enqueue([draft("a")], at=AT)
            transaction.set_rollback(True)
        enqueue([draft("b")], at=AT)

    assert len(wakes) == 1


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_does_not_disturb_the_cause(settings):
    from recognition.celery import app

    broker, app.conf.broker_url = app.conf.broker_url, "redis://127.0.0.1:1/0"
    try:
        before = dt.datetime.now(dt.UTC)
        enqueue([draft("a")], at=AT)
        took = dt.datetime.now(dt.UTC) - before
    finally:
        app.conf.broker_url = broker

    assert Message.objects.count() == 1
    assert took < dt.timedelta(seconds=2)


@pytest.mark.django_db(transaction=True)
def test_the_same_key_from_two_transactions_at_once_leaves_one_row():
    start = threading.Barrier(2)

    def work() -> None:
        start.wait()
        enqueue([draft("a")], at=AT)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Message.objects.count() == 1
