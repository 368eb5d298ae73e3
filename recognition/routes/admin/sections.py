from __future__ import annotations

from django.contrib import admin

from ..models import ChecklistSection
from .parts import PartAdmin


@admin.register(ChecklistSection)
class ChecklistSectionAdmin(PartAdmin):
    list_display = ("position", "code", "name", "discipline", "routes", "may_accept", "rule_set")
    list_display_links = ("code",)
    list_filter = ("rule_set", "discipline", "may_accept")
    search_fields = ("code", "name", "questions")
