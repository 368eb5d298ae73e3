"""One winner: whoever changes a case holds its row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from cases.models import Application

from .foresight import only_looking


@contextmanager
def locked(application: Application | int) -> Iterator[Application]:
    """The case's row, read afresh under its lock, in a transaction: of several at once one wins, the others see what
    it left. Takes the row or its key; raises `Application.DoesNotExist` where there is none. Who only looks reads the
    row without its lock. It leaves the key alone, so that rows which refer to the case can be tried out beside
    it."""
    key = application.pk if isinstance(application, Application) else application
    with transaction.atomic():
        rows = Application.objects.select_related("organisation", "rule_set", "assessor", "lead", "validator")
        rows = rows if only_looking() else rows.select_for_update(of=("self",), no_key=True)
        yield rows.get(pk=key)
