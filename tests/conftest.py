"""What every test can ask for: an empty cache, a broker, a worker, a browser."""

import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db.backends.postgresql.operations import DatabaseOperations

pytest_plugins = ["tests.browser", "tests.figures"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The shipped rules and letters stand in every test's database, as they do in service: loaded once a worker."""
    with django_db_blocker.unblock():
        call_command("load_rule_set", verbosity=0)
        call_command("load_letters", verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def _flush_leaves_the_rules():
    """How the tables are emptied after a transactional test.

    The record refuses TRUNCATE, and what ships stays: so rows are deleted, with the triggers off for the flush alone.
    A test of the refusal itself still meets them.
    """
    role = "SET LOCAL session_replication_role = "

    def deletes(self, style, tables, *, reset_sequences=False, allow_cascade=False):
        names = [
            self.quote_name(table)
            for table in tables
            if not table.startswith(("routes_", "cases_lettertemplate", "cases_statelimit", "django_content"))
        ]
        return [f"{role}replica", *(f"DELETE FROM {name}" for name in names), f"{role}origin"]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", deletes)
        yield


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
    settings.EMAIL_BACKEND = "recognition.outbox.mail_files.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


def pytest_configure(config: pytest.Config) -> None:
    """Say what to do, where someone starts pytest without its servers."""
    if "TESTING" not in os.environ:
        raise pytest.UsageError('Tests need servers of their own: make test ARGS="tests/..." starts them.')
