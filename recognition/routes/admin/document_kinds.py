from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from ..models import DocumentKind
from .base import RulesAdmin


@admin.register(DocumentKind)
class DocumentKindAdmin(RulesAdmin):
    list_display = ("name", "code", "module", "section", "order")
    list_filter = ("module",)
    search_fields = ("code", "name")

    def has_delete_permission(self, request: HttpRequest, obj: DocumentKind | None = None) -> bool:
        """Papers name it by its code."""
        return False
