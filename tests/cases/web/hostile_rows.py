"""Hostile text in every text field that the models have: found by their fields, so that a new one is covered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from tests.hostile import SCRIPT

OURS = ("cases", "accounts", "outbox", "webhooks")
# Rows that the system computes.
COMPUTED = {
    "Reminder",
    "Deadline",
    "ClockEntry",
    "EndedStage",
    "SearchWord",
    "SimulatedCase",
    "Consolidation",
    "ApiClient",
    "Endpoint",
}
# What programs compare or compute, and nobody writes: codes, keys, hashes and the names of states.
NOT_WRITTEN = {
    *("reference", "code", "kind", "state", "route", "clock", "act", "event", "type", "topic", "key", "unit"),
    *("status", "step", "deadline", "session", "auth"),
    *("role", "username", "password", "client_id", "client_secret", "algorithm", "digest", "sha256", "hash", "seal"),
    *(
        "mark",
        "token",
        "procedure",
        "outcome",
        "discipline",
        "grade",
        "language",
        "email",
        "to",
        "url",
        "file",
        "basis",
    ),
}
# A code by the name that elsewhere is a person's own word.
CODES = {"SectionAnswer.section", "PeerComment.section"}


def text_fields() -> Iterator[models.Field[Any, Any]]:
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.concrete_fields:
                if model.__name__ not in COMPUTED and _is_written(field):
                    yield field


def _is_written(field: models.Field[Any, Any]) -> bool:
    if not isinstance(field, models.CharField | models.TextField) or isinstance(field, ArrayField):
        return False
    if field.choices or field.primary_key or getattr(field, "protected", False):
        return False
    if f"{field.model.__name__}.{field.name}" in CODES:
        return False
    parts = set(field.name.split("_"))
    return not (parts & NOT_WRITTEN) and not isinstance(field, models.FileField)


def mark(number: int, room: int | None) -> str:
    """A script with a number of its own, as much of it as the field takes."""
    text = f"H{number}{SCRIPT}\u202e{{{{ 7 }}}}=cmd|'!A0"
    return text[:room] if room else text


def fill_every_field() -> dict[int, str]:
    """Writes into every row by number of field, past operations and triggers; gives each field's name."""
    names = {}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for number, field in enumerate(text_fields()):
            rows = field.model._default_manager.exclude(**{field.name: ""})
            if field.unique:
                rows = rows.filter(pk__in=rows.order_by("pk").values("pk")[:1])
            if rows.update(**{field.name: mark(number, field.max_length)}):
                names[number] = f"{field.model._meta.label}.{field.name}"
        cursor.execute("SET LOCAL session_replication_role = origin")
    return names
