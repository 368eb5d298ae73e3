"""One demonstration for the tests that only read it: playing it takes too long to do it for each."""

from __future__ import annotations

import io

import pytest
from django.db import transaction

from cases.demo.load import load
from recognition.clock import now


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Played up to this moment, and gone after the module's last test."""
    from django.test import override_settings  # Only there once Django is set up.

    moment = now()
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        transaction.atomic(),
    ):
        load(now=moment, stream=io.StringIO())
        yield moment
        transaction.set_rollback(True)
