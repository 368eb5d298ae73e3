from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .models import Entry


@admin.register(Entry)
class EntryAdmin(admin.ModelAdmin):
    """To be read only. The database would refuse anything else as well."""

    list_display = ("id", "at", "actor_label", "subject_label", "action", "from_state", "to_state")
    list_display_links = ("id", "at")
    list_filter = ("actor_kind", "subject_type", "action")
    date_hierarchy = "on"
    search_fields = ("=subject_id", "subject_label", "actor_label", "reason")
    ordering = ("-id",)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
