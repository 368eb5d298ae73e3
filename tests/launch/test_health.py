"""What a load balancer is told."""

import pytest
from django.db import OperationalError, connection

pytestmark = pytest.mark.integration


@pytest.mark.django_db
def test_ok_when_database_and_cache_answer(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_names_what_does_not_answer(client, monkeypatch):
    def refuse():
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)

    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (503, b"no answer: database\n")
