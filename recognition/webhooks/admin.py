from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .models import Delivery, Endpoint


class _Read(admin.ModelAdmin):
    """Companies manage their endpoints themselves; here it can be seen what became of them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Endpoint)
class EndpointAdmin(_Read):
    list_display = ("url", "organisation", "is_active", "failing_since", "switched_off_at")
    list_filter = ("is_active", "organisation")
    list_select_related = ("organisation",)
    search_fields = ("url", "organisation__name")


@admin.register(Delivery)
class DeliveryAdmin(_Read):
    """Without what was told: a draft's events are its company's alone."""

    list_display = ("created_at", "type", "endpoint", "state", "attempts", "last_status", "last_error")
    list_filter = ("state", "type", "created_at")
    list_select_related = ("endpoint",)
    exclude = ("body", "subject")
