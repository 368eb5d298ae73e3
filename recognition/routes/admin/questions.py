from __future__ import annotations

from django.contrib import admin

from ..models import Question
from .parts import PartAdmin
from .plain_values import QuestionForm


@admin.register(Question)
class QuestionAdmin(PartAdmin):
    form = QuestionForm
    list_display = ("number", "code", "section", "wording", "kind", "required_when", "rule_set")
    list_display_links = ("code",)
    list_filter = ("rule_set", "section", "kind")
    search_fields = ("code", "wording")
