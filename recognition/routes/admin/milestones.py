from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from ..models import Milestone, ReminderStep, Route
from .base import RulesInline
from .parts import PartAdmin


class ReminderStepInline(RulesInline):
    model = ReminderStep


@admin.register(Milestone)
class MilestoneAdmin(PartAdmin):
    list_display = ("position", "code", "name", "route", "clock", "amount", "unit", "rule_set")
    list_display_links = ("code",)
    list_filter = ("rule_set", "clock")
    list_select_related = ("rule_set", "route")
    inlines = (ReminderStepInline,)
    after_add = ("route",)

    def get_form(self, request: HttpRequest, obj: Milestone | None = None, change: bool = False, **kwargs: Any) -> Any:
        """A milestone's route is one of its own rule set."""
        form = super().get_form(request, obj, change=change, **kwargs)
        field = form.base_fields.get("route")
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Route.objects.filter(rule_set=obj.rule_set_id if obj else None)
        return form
