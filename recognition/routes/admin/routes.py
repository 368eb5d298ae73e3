from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from ..models import Phase, Route, StopRule
from .base import RulesInline
from .parts import PartAdmin


class PhaseInline(RulesInline):
    model = Phase


class StopRuleInline(RulesInline):
    model = StopRule

    def get_formset(self, request: HttpRequest, obj: Route | None = None, **kwargs: Any) -> Any:
        """A stop rule's phase is one of its own route."""
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get("phase")
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Phase.objects.filter(route=obj)
        return formset


@admin.register(Route)
class RouteAdmin(PartAdmin):
    list_display = ("code", "name", "length_days", "day_type", "reverts_to", "rule_set")
    inlines = (PhaseInline, StopRuleInline)
