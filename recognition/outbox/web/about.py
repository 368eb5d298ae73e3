"""What a message is about, as people call it: the record's entry that it follows from knows."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import NoReverseMatch, reverse

from recognition.audit.models import Entry
from recognition.outbox.models import Message

# The page of a thing by its type, found by its label.
PAGES = {"application": "case"}


def name_subjects(rows: Iterable[Message]) -> list[Message]:
    """Gives each row its `about`, which is empty where its cause is about something else, and `about_url`."""
    rows = list(rows)
    entries = Entry.objects.filter(uuid__in=[row.cause for row in rows if row.cause])
    labels: dict[tuple[object, str, str], str] = {
        (uuid, kind, key): label
        for uuid, kind, key, label in entries.values_list("uuid", "subject_type", "subject_id", "subject_label")
    }
    for row in rows:
        label = labels.get((row.cause, row.subject_type, row.subject_id), "")
        row.about, row.about_url = label, _url(row.subject_type, label)  # type: ignore[attr-defined]
    return rows


def _url(kind: str, label: str) -> str:
    try:
        return reverse(PAGES[kind], args=[label]) if label and kind in PAGES else ""
    except NoReverseMatch:
        return ""
