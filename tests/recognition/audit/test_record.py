from __future__ import annotations

import datetime as dt
import threading
import uuid
from decimal import Decimal

import pytest
from django.db import close_old_connections, connection, transaction
from django.db.transaction import TransactionManagementError

from recognition.accounts.actors import system
from recognition.audit.canonical import GENESIS
from recognition.audit.models import Entry
from recognition.audit.record import Subject, append_all, entry_of, record
from recognition.audit.verify import verify

pytestmark = pytest.mark.integration


@pytest.mark.django_db
def test_the_first_entry_follows_nothing(write):
    assert write().previous_hash == GENESIS


@pytest.mark.django_db
def test_many_entries_appended_at_once_are_links_of_one_chain(write):
    first = write()
    made = [entry_of(first.at, system("test"), Subject("thing", str(n), "A thing"), "done") for n in range(5)]

    append_all(made)

    hashes = list(Entry.objects.order_by("id").values_list("previous_hash", "hash"))
    assert [link[0] for link in hashes[1:]] == [link[1] for link in hashes[:-1]]
    assert [entry.subject_id for entry in Entry.objects.order_by("id")[1:]] == ["0", "1", "2", "3", "4"]
    assert verify().bad is None


@pytest.mark.django_db
def test_nothing_to_append_takes_no_lock(write, django_assert_num_queries):
    with django_assert_num_queries(0):
        append_all([])


@pytest.mark.django_db
def test_each_entry_follows_the_one_before(write):
    first, second = write(), write()

    assert second.previous_hash == first.hash


@pytest.mark.django_db
def test_the_day_is_londons(write):
    late = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)

    assert write(at=late).on == dt.date(2026, 7, 1)


@pytest.mark.django_db
def test_a_past_time_is_kept_beside_the_moment_of_writing(write):
    entry = write(at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))

    assert entry.recorded_at.year > 2020


@pytest.mark.django_db
def test_a_time_without_its_zone_is_refused(write):
    with pytest.raises(ValueError, match="zone"):
        write(at=dt.datetime(2026, 1, 1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data",
    [
        {"number": 1e22},
        {"number": 0.1, "minus": -0.0, "thousand": 1000.0},
        {"text": 'é \u2028 "quoted" \\ /'},
        {"on": dt.date(2026, 2, 28), "price": Decimal("1.10"), "cause": uuid.UUID(int=7)},
        {"10": None, "2": [True, False, {"b": 1, "a": []}]},
        {1: "a key that is a number"},
    ],
)
def test_what_the_database_gives_back_has_the_same_hash(write, data):
    write(data=data)

    assert verify().bad is None


@pytest.mark.django_db
def test_a_label_too_long_for_its_column_is_cut(write):
    entry = write(actor=system("x" * 400))

    assert len(entry.actor_label) == 300


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded():
    with pytest.raises(TransactionManagementError, match=r"transaction\.atomic"):
        record(
            at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
            actor=system("test"),
            subject=Subject("application", "1", "IRP-2026-000001"),
            action="submitted",
        )


@pytest.mark.django_db(transaction=True)
def test_an_entry_goes_with_the_transaction_that_fails(write):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_eight_writers_at_once_make_one_chain(write):
    start = threading.Barrier(8)

    def work() -> None:
        start.wait()
        for _ in range(10):
            write()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()

    verdict = verify()
    assert (verdict.count, verdict.bad) == (80, None)
