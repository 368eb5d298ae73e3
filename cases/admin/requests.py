from __future__ import annotations

from django.contrib import admin

from cases.models import InformationRequest, RequestPoint

from .parts import PartAdmin
from .reading import ReadOnlyInline


class PointInline(ReadOnlyInline):
    model = RequestPoint
    fields = ("number", "discipline", "grade", "text", "answer")


@admin.register(InformationRequest)
class InformationRequestAdmin(PartAdmin):
    """A request with its numbered points and their answers."""

    list_display = ("application", "number", "state", "stops_clock", "requested_on", "reply_due_on", "replied_on")
    list_filter = ("state", "stops_clock", "requested_on")
    ordering = ("-application", "number")
    inlines = (PointInline,)
