from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from recognition.accounts.actors import system
from recognition.audit.models import Entry
from recognition.audit.record import Subject, record

AT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _empty_record(as_owner) -> None:
    """The shipped rules' publication stands in every test's record; these tests begin with none."""
    as_owner("DELETE FROM audit_entry")


@pytest.fixture
def write() -> Callable[..., Entry]:
    """Writes one entry about a made-up case."""

    def one(action: str = "submitted", **given: object) -> Entry:
        subject = Subject("application", "17", "IRP-2026-000017")
        with transaction.atomic():
            return record(**{"at": AT, "actor": system("test"), "subject": subject, "action": action} | given)

    return one


@pytest.fixture
def five(db, write) -> list[Entry]:
    return [write(f"move_{number}") for number in range(1, 6)]


@pytest.fixture
def as_owner(db) -> Callable[..., None]:
    """A statement by the table's owner with the triggers out of the way, as somebody who covers up would run it."""

    def run(statement: str, *values: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER ALL")
            cursor.execute(statement, values)
            cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER ALL")

    return run
