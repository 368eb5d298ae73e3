from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from recognition.accounts.models import Organisation

from .recorded import RecordedAdmin


@admin.register(Organisation)
class OrganisationAdmin(RecordedAdmin):
    list_display = ("name", "company_number", "contact_email")
    search_fields = ("name", "company_number")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An organisation with clients or cases is kept by the database; one made by mistake may go."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.api_clients.exists())
