from django.db import models

from .application import Application
from .immutable import append_only


class ClockEntry(models.Model):
    """A line of the ledger from which every date follows; never changed, a correction is a new line.

    The words of `clock`, `act` and `outcome` are those of `recognition.routes.ledger`.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="clock_entries")
    number = models.PositiveSmallIntegerField()
    clock = models.CharField(max_length=40)
    act = models.CharField(max_length=12)
    on = models.DateField()
    route = models.CharField(max_length=12, blank=True)
    until = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    corrects = models.PositiveSmallIntegerField(null=True, blank=True)
    event = models.UUIDField(help_text="The entry of the record that it belongs to.")
    actor_label = models.CharField(max_length=300)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "clock entries"
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="ledger_line_once")]
        indexes = [
            # What the figures of a period look for: clocks that ended in it, and ends that were put right to lie in it.
            models.Index(fields=["clock", "on"], condition=models.Q(act="ended"), name="ledger_ended"),
            models.Index(fields=["clock", "on"], condition=models.Q(act="corrected"), name="ledger_corrected"),
        ]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.clock} {self.act} on {self.on}"
