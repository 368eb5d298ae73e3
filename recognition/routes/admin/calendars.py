from __future__ import annotations

from django.contrib import admin

from ..models import Calendar, CommitteeMeeting, Holiday
from .base import RulesAdmin, RulesInline


class HolidayInline(RulesInline):
    model = Holiday


class MeetingInline(RulesInline):
    model = CommitteeMeeting


@admin.register(Calendar)
class CalendarAdmin(RulesAdmin):
    list_display = ("name", "code", "version")
    inlines = (HolidayInline, MeetingInline)
