"""The parts of a rule set that have pages of their own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.forms import ModelChoiceField
from django.http import HttpRequest

from ..models import RuleSet
from .base import RulesAdmin


class PartAdmin(RulesAdmin):
    """A new part goes into a draft, and stays in it. What names other parts is asked once it is in one."""

    list_filter: ClassVar[tuple[str, ...]] = ("rule_set",)
    list_select_related: ClassVar[tuple[str, ...]] = ("rule_set",)
    after_add: tuple[str, ...] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("rule_set",) if obj else ()

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if obj else self.after_add

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        if db_field.name == "rule_set":
            kwargs["queryset"] = RuleSet.objects.filter(state=RuleSet.State.DRAFT)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
