from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from ..models import Condition, Question, Rule
from .base import RulesInline
from .parts import PartAdmin
from .plain_values import ConditionForm


class ConditionInline(RulesInline):
    model = Condition
    form = ConditionForm

    def get_formset(self, request: HttpRequest, obj: Rule | None = None, **kwargs: Any) -> Any:
        """A condition asks a question of its own rule set."""
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get("question")
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Question.objects.filter(rule_set=obj.rule_set_id if obj else None)
        return formset


@admin.register(Rule)
class RuleAdmin(PartAdmin):
    list_display = ("position", "code", "stage", "effect", "words", "certainty", "source", "rule_set")
    list_display_links = ("code",)
    list_filter = ("rule_set", "stage", "effect")
    search_fields = ("code", "words")
    inlines = (ConditionInline,)
