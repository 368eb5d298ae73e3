"""The record in the admin, without what it says of cases that the reader may not see.

The record knows nothing of cases, so the page that it registers for itself would show a draft's answers to auditors
and every case to administrators. This one takes its place.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest

from recognition.audit.admin import EntryAdmin
from recognition.audit.models import Entry

from .reading import visible_cases

admin.site.unregister(Entry)


@admin.register(Entry)
class VisibleEntryAdmin(EntryAdmin):
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        keys = visible_cases(request).order_by().values(key=Cast("pk", CharField()))
        return super().get_queryset(request).filter(~Q(subject_type="application") | Q(subject_id__in=keys))
