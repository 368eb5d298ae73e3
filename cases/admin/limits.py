from __future__ import annotations

from django.contrib import admin

from cases.models import StateLimit
from recognition.accounts.admin.recorded import RecordedAdmin


@admin.register(StateLimit)
class StateLimitAdmin(RecordedAdmin):
    """How long a case may stay in a state before the night's check names it. A state without a row has no limit."""

    list_display = ("state", "days")
    actions = None
