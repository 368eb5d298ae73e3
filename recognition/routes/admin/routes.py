from __future__ import annotations

from django.contrib import admin

from ..models import Route
from .parts import PartAdmin


@admin.register(Route)
class RouteAdmin(PartAdmin):
    list_display = ("code", "name", "length_days", "day_type", "stops_allowed", "reply_days", "reverts_to", "rule_set")
