"""Lists across the cases: what is due, what was decided, what the ledger says."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from cases.models import ClockEntry, Deadline, Decision, Determination, Document, Objection, Reminder

from .reading import ReadOnlyAdmin, visible_cases


class PartAdmin(ReadOnlyAdmin):
    """The rows of cases that may be seen at all. They are found by the case's reference or its product."""

    list_select_related: ClassVar[tuple[str, ...]] = ("application",)
    search_fields: ClassVar[tuple[str, ...]] = ("application__reference", "application__product_name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.filter(application__in=visible_cases(request)).select_related(*self.list_select_related)


@admin.register(Deadline)
class DeadlineAdmin(PartAdmin):
    list_display = ("due_on", "name", "application", "round", "status", "is_open", "non_working_day")
    list_filter = ("status", "is_open", "code", "due_on")


@admin.register(Reminder)
class ReminderAdmin(PartAdmin):
    list_display = ("on", "deadline", "step", "application", "state", "sent_at")
    list_filter = ("state", "deadline", "on")


@admin.register(ClockEntry)
class ClockEntryAdmin(PartAdmin):
    list_display = ("application", "number", "on", "clock", "act", "route", "until", "outcome", "actor_label")
    list_filter = ("clock", "act", "on")
    ordering = ("-application", "number")


@admin.register(Determination)
class DeterminationAdmin(PartAdmin):
    list_display = ("on", "application", "kind", "outcome", "hits", "flags", "decided_by")
    list_filter = ("outcome", "kind", "rule_set")
    list_select_related = ("application", "rule_set")


@admin.register(Objection)
class ObjectionAdmin(PartAdmin):
    list_display = ("application", "number", "discipline", "grade", "raised_on", "resolved_on")
    list_filter = ("grade", "discipline", ("resolved_on", admin.EmptyFieldListFilter))
    ordering = ("-application", "number")


@admin.register(Decision)
class DecisionAdmin(PartAdmin):
    list_display = ("application", "outcome", "grounds", "state", "recommended_by", "signed_by", "signed_at")
    list_filter = ("outcome", "state", "grounds", "signed_at")
    list_select_related = ("application", "recommended_by", "signed_by")


@admin.register(Document)
class DocumentAdmin(PartAdmin):
    list_display = ("title", "kind", "application", "version", "media_type", "size", "scan", "integrity", "added_at")
    list_filter = ("scan", "integrity", "kind", "media_type", "added_at")
    list_select_related = ("application", "kind")
    exclude = ("file",)
    search_fields = (*PartAdmin.search_fields, "title", "=sha256")
