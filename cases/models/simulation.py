from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from recognition.routes.models import RuleSet

from .application import Application
from .state import State


class Simulation(models.Model):
    """A version of the rules played over the open cases, and over those decided in the last `months`. Changes nothing.

    `content` is the SHA-256 of the version as it was then: a draft that was edited since has to be simulated again.
    `again_of` is the one whose cases had changed before they could be moved.
    """

    class State(models.TextChoices):
        RUNNING = "running", "Running"
        STOPPED = "stopped", "Stopped"
        FINISHED = "finished", "Finished"

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="+")
    content = models.CharField(max_length=64)
    months = models.PositiveSmallIntegerField(default=0)
    again_of = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    today = models.DateField(help_text="The day as of which every date was counted.")
    total = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    worked_at = models.DateTimeField(help_text="When a worker last took cases: one that died is followed by another.")
    ended_at = models.DateTimeField(null=True, blank=True)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    move_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Simulation {self.pk} of {self.rule_set}"


class SimulatedCase(models.Model):
    """One case of a simulation: a row that waits, and then what was foreseen of the case. `seal` is over every date
    that it would have; `move` tells what became of it when the version was published."""

    class Move(models.TextChoices):
        KEPT = "", "Keeps its version"
        CHOSEN = "chosen", "Waits to be moved"
        MOVED = "moved", "Moved"
        CHANGED = "changed", "Changed since the simulation"
        FAILED = "failed", "Could not be moved"

    simulation = models.ForeignKey(Simulation, models.CASCADE, related_name="cases")
    application = models.ForeignKey(Application, models.CASCADE, related_name="+")
    reference = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=0, help_text="Of the case when it was read.")
    is_open = models.BooleanField()
    is_done = models.BooleanField(default=False)
    state_before = models.CharField(max_length=32, choices=State.choices, blank=True)
    state_after = models.CharField(max_length=32, choices=State.choices, blank=True)
    route_before = models.CharField(max_length=12, blank=True)
    route_after = models.CharField(max_length=12, blank=True)
    outcome_before = models.CharField(max_length=20, blank=True)
    outcome_after = models.CharField(max_length=20, blank=True)
    rules = models.JSONField(default=list)
    rule_codes = ArrayField(models.CharField(max_length=12), default=list)
    why = models.TextField(blank=True)
    deadlines = models.JSONField(default=list)
    reminders = models.JSONField(default=list)
    route_differs = models.BooleanField(default=False)
    deadlines_moved = models.PositiveSmallIntegerField(default=0)
    most_days = models.IntegerField(default=0, help_text="Of its deadlines, the longest way that one moves.")
    reminders_added = models.PositiveSmallIntegerField(default=0)
    reminders_dropped = models.PositiveSmallIntegerField(default=0)
    reminders_redated = models.PositiveSmallIntegerField(default=0)
    undetermined = models.BooleanField(default=False)
    cannot_move = models.TextField(blank=True)
    seal = models.CharField(max_length=64, blank=True)
    move = models.CharField(max_length=8, choices=Move, default=Move.KEPT, blank=True)
    move_said = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["simulation", "application"], name="simulated_once")]
        indexes = [
            models.Index(fields=["simulation", "id"], condition=models.Q(is_done=False), name="simulated_waiting"),
            models.Index(fields=["simulation", "id"], condition=models.Q(move="chosen"), name="simulated_to_move"),
        ]

    def __str__(self) -> str:
        return self.reference
