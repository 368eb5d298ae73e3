"""A case's entries in the record, newest first: the timeline."""

from __future__ import annotations

from django.db.models import QuerySet

from cases.models import Application
from recognition.audit.models import Entry


def history_of(application: Application) -> QuerySet[Entry]:
    return Entry.objects.filter(subject_type="application", subject_id=str(application.pk)).order_by("-id")
