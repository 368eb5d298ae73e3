from django.db import models

from .application import Application
from .state import State


class NightCheck(models.Model):
    """One night's look at every case. `reached` is the key of the last case looked at: a run that was killed goes on
    from there."""

    on = models.DateField(unique=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    reached = models.BigIntegerField(default=0)
    cases = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"Checks of {self.on}"


class Finding(models.Model):
    """Something that a night's check found, about a case where there is one."""

    class Kind(models.TextChoices):
        DATE_DIFFERS = "date_differs", "Kept date differs from the ledger"
        COUNT_DIFFERS = "count_differs", "Kept count of open majors differs from its rows"
        FIGURES_DIFFER = "figures_differ", "Kept figures differ from the record"
        SEAL_BROKEN = "seal_broken", "Decision differs from its seal"
        NO_CLOCK = "no_clock", "Open without a clock"
        PAST_EVERY_DEADLINE = "past_every_deadline", "Past every deadline"
        STUCK = "stuck", "Too long in one state"
        REMINDER_NOT_SENT = "reminder_not_sent", "Reminder due and not sent"
        MAIL_NOT_DELIVERED = "mail_not_delivered", "Mail not delivered"
        DOCUMENT_DAMAGED = "document_damaged", "Document damaged in the store"
        STRAY_FILE = "stray_file", "File in the store without a document"
        NOT_CHECKED = "not_checked", "Could not be checked"

    check_of = models.ForeignKey(NightCheck, models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=20, choices=Kind)
    application = models.ForeignKey(Application, models.CASCADE, null=True, blank=True, related_name="findings")
    what = models.TextField()
    is_healed = models.BooleanField(default=False)

    class Meta:
        ordering = ["kind", "id"]
        indexes = [models.Index(fields=["check_of", "kind", "id"], name="finding_by_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what}"


class StateLimit(models.Model):
    """After how many calendar days in a state a case is stuck there. The regulator's own choice, not the guidance's."""

    state = models.CharField(max_length=24, choices=State, unique=True)
    days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["state"]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.days} days"
