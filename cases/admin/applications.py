from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from cases.models import Application

from . import inlines
from .reading import ReadOnlyAdmin, visible_cases
from .route_filter import RouteFilter


@admin.register(Application)
class ApplicationAdmin(ReadOnlyAdmin):
    """A case with all that belongs to it. A company's draft is its own affair and is not shown."""

    list_display = ("reference", "product_name", "organisation", "state", "route", "submitted_on")
    list_filter = ("state", RouteFilter, "rule_set", "submitted_on")
    list_select_related = ("organisation",)
    search_fields = ("reference", "product_name", "substances", "organisation__name")
    inlines = (
        inlines.ApprovalInline,
        inlines.DeterminationInline,
        inlines.DeadlineInline,
        inlines.ClockEntryInline,
        inlines.RequestInline,
        inlines.ObjectionInline,
        inlines.AssessmentInline,
        inlines.ConsultationInline,
        inlines.DecisionInline,
        inlines.ReminderInline,
        inlines.DocumentInline,
        inlines.NoteInline,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        return visible_cases(request).select_related("organisation", "rule_set", "validator", "assessor", "lead")
