from django.db import models

from .application import Application


class Deadline(models.Model):
    """A date computed by the timetable, kept so that it can be sorted and filtered. The ledger is the truth."""

    class Status(models.TextChoices):
        PENDING = "pending", "Pending"
        MET = "met", "Met"
        MISSED = "missed", "Missed"
        STOPPED = "stopped", "Stopped"
        CANCELLED = "cancelled", "Cancelled"

    application = models.ForeignKey(Application, models.CASCADE, related_name="deadlines")
    code = models.CharField(max_length=40)
    round = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=80)
    clock = models.CharField(max_length=40)
    started_on = models.DateField()
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status)
    is_open = models.BooleanField(default=True, help_text="Its clock has not ended and it is not met.")
    non_working_day = models.BooleanField(default=False)
    as_of = models.DateField(help_text="The day it was computed for: a stopped clock's forecast moves each day.")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [models.UniqueConstraint(fields=["application", "code", "round"], name="deadline_once")]
        indexes = [
            models.Index(fields=["due_on", "application"], condition=models.Q(is_open=True), name="deadline_open"),
            # What the sweep looks for. Each holds little but what is due, however many deadlines there are.
            models.Index(
                fields=["due_on", "id"], condition=models.Q(is_open=True, status="pending"), name="deadline_pending"
            ),
            models.Index(
                fields=["as_of", "id"], condition=models.Q(is_open=True, status="stopped"), name="deadline_forecast"
            ),
            # Which cases stand, for a list, without reading the dates themselves.
            models.Index(
                fields=["application"],
                include=["clock"],
                condition=models.Q(is_open=True, status="stopped"),
                name="deadline_stopped",
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=models.Q(is_open=True, code="information_reply"),
                name="deadline_reply",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.due_on}"
