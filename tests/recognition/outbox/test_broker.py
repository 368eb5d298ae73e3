"""Waking a task over the connection that the process keeps, on a real broker."""

from __future__ import annotations

import pytest
import redis
from django.conf import settings

from recognition.outbox import broker, wake

pytestmark = pytest.mark.integration
QUEUE = "celery"


@pytest.fixture
def server():
    """The queue's own server, left as it was found."""
    found = redis.Redis.from_url(settings.CELERY_BROKER_URL)
    before = found.llen(QUEUE)
    yield found
    for _ in range(found.llen(QUEUE) - before):
        found.lpop(QUEUE)


def test_a_task_that_is_sent_waits_for_a_worker(server):
    before = server.llen(QUEUE)
    broker.send(wake.RELAY)

    assert server.llen(QUEUE) == before + 1


def test_a_connection_that_has_ended_is_made_again(server):
    before = server.llen(QUEUE)
    broker.send(wake.RELAY)
    server.client_kill_filter(_type="normal", skipme=True)
    broker.send(wake.RELAY)

    assert server.llen(QUEUE) == before + 2


def test_a_broker_that_is_away_loses_nothing_but_the_call(settings, monkeypatch):
    from celery import current_app

    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")

    wake._wake()  # what was committed must not look as if it had failed
    with pytest.raises(Exception, match="refused"):
        broker.send(wake.RELAY)
