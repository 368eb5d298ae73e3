from django.db import models

from recognition.routes.models import RuleSet

from .application import Application
from .immutable import append_only


class Determination(models.Model):
    """What the rules said of a case, or a person instead of them; every one is kept.

    The rules' newest says what they make of the case; a person's decision, once there is one, sets the route. `why` is
    the reason for asking again, `difference` what is no longer as the rules' one before it had it.
    """

    class Kind(models.TextChoices):
        RULES = "rules", "By the rules"
        PERSON = "person", "By a person"

    class Cause(models.TextChoices):
        FORM = "form", "The eligibility form came in"
        SUBMISSION = "submission", "The submission came in"
        CORRECTION = "correction", "An answer was corrected"
        AGAIN = "again", "The rules were asked again"
        VERSION = "version", "The case was moved to another version of the rules"
        DECISION = "decision", "A person decided"

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
    cause = models.CharField(max_length=10, choices=Cause, blank=True, help_text="Empty on older rows.")
    why = models.TextField(blank=True)
    difference = models.JSONField(default=dict)
    measured_on = models.DateField(null=True, help_text="The day from which ages were measured.")
    decided_by = models.CharField(max_length=300)
    at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        ordering = ["-id"]
        triggers = append_only()

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"
