"""Whoever works stays signed in, reading too; whoever has gone is signed out."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recognition.clock import now

BY_SCRIPT = {"Sec-Fetch-Mode": "cors"}


@pytest.fixture
def idle(settings):
    settings.SESSION_COOKIE_AGE = 3600
    with time_machine.travel(now(), tick=False) as clock:
        yield clock


def is_in(client) -> bool:
    cache.clear()  # it forgets by the machine's clock, which does not travel
    return client.get("/settings/").status_code == 200


def test_who_only_reads_stays_in(client, mary, idle):
    client.force_login(mary)
    for _ in range(5):
        idle.shift(timedelta(minutes=50))
        assert is_in(client)


def test_who_has_gone_is_out(client, mary, idle):
    client.force_login(mary)
    assert is_in(client)
    idle.shift(timedelta(minutes=61))
    assert not is_in(client)


@pytest.mark.parametrize("fields", [{}, {"place": "raise-objection"}])
def test_what_a_script_asks_for_by_itself_keeps_nobody_in(client, mary, idle, fields):
    client.force_login(mary)
    assert is_in(client)
    idle.shift(timedelta(minutes=40))
    client.post("/cases/IRP-2026-000001/text/", fields, headers=BY_SCRIPT)
    client.get("/settings/", headers=BY_SCRIPT)
    idle.shift(timedelta(minutes=40))
    assert not is_in(client)


def test_who_types_stays_in(client, mary, idle):
    client.force_login(mary)
    for _ in range(3):
        idle.shift(timedelta(minutes=40))
        client.post("/cases/IRP-2026-000001/text/", {"text-reason": "It is"}, headers=BY_SCRIPT)
    assert is_in(client)


def test_a_session_is_not_written_with_every_page(client, mary, idle):
    client.force_login(mary)
    client.get("/settings/")
    ends = Session.objects.get().expire_date
    with CaptureQueriesContext(connection) as seen:
        client.get("/settings/")
    assert not [query for query in seen if "UPDATE" in query["sql"]]
    assert Session.objects.get().expire_date == ends
