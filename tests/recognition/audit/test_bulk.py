"""Entries appended by the thousand are hashed and stored as single ones are."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import transaction

from recognition.accounts.actors import system
from recognition.audit.bulk import Stencil, append_many
from recognition.audit.models import Entry
from recognition.audit.record import Subject, record
from recognition.audit.verify import verify

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
AT = dt.datetime(2026, 3, 29, 0, 59, 59, 123, tzinfo=dt.UTC)
SHARED = {
    "on": dt.date(2026, 3, 29),
    "actor_kind": "system",
    "actor_id": "",
    "actor_label": "Back\\slash\tand tab",
    "subject_type": "application",
    "action": "noted",
    "from_state": "",
    "to_state": "",
    "reason": 'Two\nlines, a "quote" and \\N',
    "data": {"n": 1.50, "list": ["é", None], "text": "a\\b\nc"},
}


def own(number: int) -> dict[str, object]:
    return {"uuid": uuid.uuid4(), "at": AT, "subject_id": str(number), "subject_label": f"IRP-2026-{number:06d}"}


def one() -> Entry:
    return record(at=AT, actor=system("test"), subject=Subject("application", "1", "One"), action="begun")


def test_the_chain_runs_on_over_them():
    one()
    stencil = Stencil(SHARED)
    append_many(((stencil, own(number)) for number in range(5)), count=5)
    one()

    verdict = verify()
    assert (verdict.bad, verdict.count) == (None, 7)


def test_they_are_stored_as_they_were_given():
    append_many([(Stencil(SHARED), own(3))], count=1)

    kept = Entry.objects.get()
    assert {name: getattr(kept, name) for name in SHARED} == SHARED
    assert (kept.at, kept.subject_id) == (AT, "3")


def test_a_wrong_count_leaves_nothing():
    with pytest.raises(ValueError, match="told of 3 entries and was given 2"), transaction.atomic():
        append_many([(Stencil(SHARED), own(number)) for number in range(2)], count=3)

    assert not Entry.objects.exists()
