from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from ..models import DeficiencyCause, ValidationItem
from .base import RulesAdmin


@admin.register(ValidationItem)
class ValidationItemAdmin(RulesAdmin):
    list_display = ("code", "section", "words", "cause", "asked_from", "asked_until")
    list_filter = ("section", "cause")
    list_select_related = ("cause",)
    search_fields = ("code", "words")

    def has_delete_permission(self, request: HttpRequest, obj: ValidationItem | None = None) -> bool:
        """Submissions were looked at by it, so it ends by date (`asked until`) and stays readable."""
        return False


@admin.register(DeficiencyCause)
class DeficiencyCauseAdmin(RulesAdmin):
    list_display = ("code", "words", "source")
    search_fields = ("code", "words")

    def has_delete_permission(self, request: HttpRequest, obj: DeficiencyCause | None = None) -> bool:
        """Figures count by it."""
        return False
