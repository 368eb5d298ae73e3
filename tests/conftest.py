"""What every test can ask for: an empty cache, a broker, a worker, a browser."""

import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db.backends.postgresql.operations import DatabaseOperations

pytest_plugins = ["tests.browser"]


@pytest.fixture(scope="session", autouse=True)
def _flush_may_empty_the_record():
    """The record refuses TRUNCATE, and that is how Django empties the tables after a transactional test.

    For the flush alone the triggers are off, so a test of the refusal itself still meets them.
    """
    flush = DatabaseOperations.execute_sql_flush

    def flush_without_triggers(self, statements):
        role = "SET LOCAL session_replication_role = "
        return flush(self, [f"{role}replica", *statements, f"{role}origin"])

    DatabaseOperations.execute_sql_flush = flush_without_triggers
    yield
    DatabaseOperations.execute_sql_flush = flush


@pytest.fixture(autouse=True)
def _empty_cache(request):
    """Throttles and sessions of one test must not reach the next. A test without a database has neither."""
    yield
    if {"db", "transactional_db", "_django_db_helper"} & set(request.fixturenames):
        cache.clear()


@pytest.fixture
def broker():
    """The Celery app on its real Valkey, with an empty queue before and after."""
    from recognition.celery import app  # Needs Django's settings, which pytest-django has by now.

    app.control.purge()
    yield app
    app.control.purge()


@pytest.fixture
def celery_worker(broker, transactional_db):
    """A worker in a thread that takes what is sent. It sees committed rows only, as a real one does."""
    from celery.contrib.testing.worker import start_worker

    with start_worker(broker, pool="solo", perform_ping_check=False, shutdown_timeout=30) as worker:
        yield worker


@pytest.fixture
def mail_folder(settings, tmp_path) -> Path:
    """Mails as files, as in a demonstration."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


def pytest_configure(config: pytest.Config) -> None:
    """Say what to do, where someone starts pytest without its servers."""
    if "TESTING" not in os.environ:
        raise pytest.UsageError('Tests need servers of their own: make test ARGS="tests/..." starts them.')
