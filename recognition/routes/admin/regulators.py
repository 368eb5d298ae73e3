from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from ..models import Partner, Regulator, RequiredDocument
from .base import RulesAdmin


@admin.register(Partner)
class PartnerAdmin(RulesAdmin):
    list_display = ("code", "name")

    def has_delete_permission(self, request: HttpRequest, obj: Partner | None = None) -> bool:
        """The seven are a political fact; a regulator's end is a date on the regulator."""
        return False


@admin.register(Regulator)
class RegulatorAdmin(RulesAdmin):
    list_display = ("code", "name", "jurisdiction", "partner", "recognised_from", "recognised_until")
    list_filter = ("partner",)
    list_select_related = ("partner",)
    search_fields = ("code", "name", "jurisdiction")

    def has_delete_permission(self, request: HttpRequest, obj: Regulator | None = None) -> bool:
        """Cases name it by its code, so it ends by date (`recognised until`) and stays readable."""
        return False


@admin.register(RequiredDocument)
class RequiredDocumentAdmin(RulesAdmin):
    list_display = ("code", "kind", "of", "is_required", "required_from", "required_until", "certainty")
    list_filter = ("is_required", "kind", "partner")
    list_select_related = ("kind", "regulator", "partner")
    search_fields = ("code", "words")

    @admin.display(description="Of")
    def of(self, row: RequiredDocument) -> str:
        return str(row.regulator or row.partner or "Every regulator")

    def has_delete_permission(self, request: HttpRequest, obj: RequiredDocument | None = None) -> bool:
        """Submissions were judged by it, so it ends by date (`required until`) and stays readable."""
        return False
