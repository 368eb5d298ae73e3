"""The house and the site for all rows: made once, so each row costs its page and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from cases.models import LetterTemplate
from recognition.routes.models import Calendar, RuleSet

from .house import House
from .look import Eyes


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker) -> Iterator[None]:
    """In place of a test's own: rows that stay for a whole module. The tables are emptied after it."""
    with django_db_blocker.unblock():
        before = [*RuleSet.objects.values_list("pk", flat=True)]
        letters = [*LetterTemplate.objects.values_list("pk", flat=True)]
        yield
        call_command("flush", verbosity=0, interactive=False)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # A proposed version may not be deleted.
            RuleSet.objects.exclude(pk__in=before).delete()
            Calendar.objects.filter(version="unused").delete()
            LetterTemplate.objects.exclude(pk__in=letters).delete()
        cache.clear()


@pytest.fixture(scope="module")
def eyes(db, browser) -> Iterator[Eyes]:
    with override_settings(ROOT_URLCONF="tests.e2e.pages.urls"):
        server = LiveServer("localhost")
        eyes = Eyes(browser, server.url)
        yield eyes
        eyes.close()
        server.stop()


@pytest.fixture(scope="module")
def empty_house(db) -> House:
    return House()


@pytest.fixture(scope="module")
def full_house(db) -> House:
    house = House()
    house.fill()
    return house
