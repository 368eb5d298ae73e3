from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from cases.models import Application

NONE_YET = "none"


class RouteFilter(admin.SimpleListFilter):
    """Django's own shows a case without a route as a link without words."""

    title = "route"
    parameter_name = "route"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        codes = Application.objects.order_by("route").values_list("route", flat=True).distinct()
        return [(code or NONE_YET, code or "None yet") for code in codes]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Application]) -> QuerySet[Application]:
        if self.value() is None:
            return queryset
        return queryset.filter(route="" if self.value() == NONE_YET else self.value())
