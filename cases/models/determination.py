from django.db import models

from recognition.routes.models import RuleSet

from .application import Application
from .immutable import append_only


class Determination(models.Model):
    """What the rules said of a case, or a person instead of them; every one is kept, the newest counts."""

    class Kind(models.TextChoices):
        RULES = "rules", "By the rules"
        PERSON = "person", "By a person"

    application = models.ForeignKey(Application, models.CASCADE, related_name="determinations")
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    outcome = models.CharField(max_length=20)
    hits = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    unanswered = models.JSONField(default=list)
    blocks = models.JSONField(default=list)
    verdicts = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    reason = models.TextField()
    decided_by = models.CharField(max_length=300)
    at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        ordering = ["-id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"
