from django.db import models

from .immutable import only_in_drafts_calendar, only_unused_calendar


class Calendar(models.Model):
    """A version of the days that are not working days, and of the committee's meetings. Rule sets name one."""

    code = models.CharField(max_length=20)
    version = models.CharField(max_length=20)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["code", "version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="calendar_version_once")]
        triggers = [only_unused_calendar()]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Holiday(models.Model):
    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="holidays")
    on = models.DateField()
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["calendar", "on"], name="holiday_once")]
        triggers = [only_in_drafts_calendar()]

    def __str__(self) -> str:
        return f"{self.name}, {self.on}"


class CommitteeMeeting(models.Model):
    """A meeting of the Commission on Human Medicines (dates read: G12; later ones are planned)."""

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="meetings")
    on = models.DateField()
    is_estimate = models.BooleanField(default=False)

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["calendar", "on"], name="meeting_once")]
        triggers = [only_in_drafts_calendar()]

    def __str__(self) -> str:
        return f"Meeting on {self.on}"
