from django.conf import settings
from django.db import models
from django.db.models import Q

from .application import Application


class BulkRun(models.Model):
    """One act on many cases, which were chosen and counted before it was begun. `arguments` are the act's, as JSON."""

    class Act(models.TextChoices):
        ASSIGN = "assign", "Assign"
        RELEASE = "release", "Release"
        PRIORITISE = "prioritise", "Change the priority"

    class State(models.TextChoices):
        CHOSEN = "chosen", "Not begun"
        RUNNING = "running", "Under way"
        FINISHED = "finished", "Finished"

    act = models.CharField(max_length=12, choices=Act)
    state = models.CharField(max_length=8, choices=State, default=State.CHOSEN)
    arguments = models.JSONField(default=dict)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="bulk_runs")
    chosen_at = models.DateTimeField()
    worked_at = models.DateTimeField(help_text="When a worker last took a case: one that died is followed by another.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["worked_at"], condition=Q(state="running"), name="bulk_run_running")]

    def __str__(self) -> str:
        return f"{self.get_act_display()}, run {self.pk}"


class BulkRow(models.Model):
    """One case of a run. Its result is written in the transaction in which the act was done on it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DONE = "done", "Done"
        FAILED = "failed", "Not done"

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="rows")
    application = models.ForeignKey(Application, models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    said = models.TextField(blank=True, help_text="Why it was not done.")
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["run", "application"], name="bulk_row_once")]
        indexes = [models.Index(fields=["run", "state", "id"], name="bulk_row_by_state")]

    def __str__(self) -> str:
        return f"{self.application} in {self.run}"
