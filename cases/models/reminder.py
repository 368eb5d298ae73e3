from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from .application import Application


class Reminder(models.Model):
    """A reminder that is planned as a row with a date; the sweep turns due rows into notices and messages, once.

    What it says of itself (`tells`, `how`, `escalate_after_days`) is the step's of the case's own rule set.
    `escalate_on` is the day on which, still not acknowledged, it goes to the next in line; `escalated_to` the last
    who was told so.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        SENT = "sent", "Sent"
        DROPPED = "dropped", "Dropped"

    application = models.ForeignKey(Application, models.CASCADE, related_name="reminders")
    deadline = models.CharField(max_length=40)
    round = models.PositiveSmallIntegerField(default=1)
    step = models.CharField(max_length=8)
    on = models.DateField()
    due_on = models.DateField()
    tells = ArrayField(models.CharField(max_length=20))
    how = models.CharField(max_length=6, default="both", db_default="both")
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    sent_at = models.DateTimeField(null=True, blank=True)
    escalate_after_days = models.PositiveSmallIntegerField(null=True, blank=True)
    escalate_on = models.DateField(null=True, blank=True)
    escalated_to = models.CharField(max_length=20, blank=True, default="", db_default="")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "deadline", "round", "step"], name="reminder_once")
        ]
        indexes = [
            models.Index(fields=["on", "id"], condition=models.Q(state="planned"), name="reminder_planned"),
            models.Index(
                fields=["escalate_on", "id"],
                condition=models.Q(escalate_on__isnull=False),
                name="reminder_escalates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deadline} {self.step} on {self.on}"
