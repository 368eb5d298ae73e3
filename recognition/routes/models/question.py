from django.db import models

from .immutable import only_in_draft
from .rule_set import RuleSet


class Question(models.Model):
    """A fact that the eligibility form asks for (domain section 5)."""

    class Kind(models.TextChoices):
        TEXT = "text", "Text"
        BOOLEAN = "boolean", "Yes or no"
        DATE = "date", "Date"
        INTEGER = "integer", "Whole number"
        CODE = "code", "One of a list"
        TEXT_LIST = "text_list", "List of texts"

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="questions")
    code = models.CharField(max_length=60, help_text="The name of the fact in the API and in rules.")
    number = models.PositiveSmallIntegerField(help_text="Its number in the catalogue.")
    section = models.CharField(max_length=60)
    wording = models.TextField()
    help = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    choices = models.JSONField(default=list, blank=True, help_text='[["POM", "Prescription only"], ...] for a code.')
    required_when = models.CharField(max_length=60, blank=True, help_text="In words: always, full dossier, optional.")
    is_optional = models.BooleanField(
        default=False,
        help_text="Left unanswered, it counts as answered with the value below and sends nothing to triage.",
    )
    value_when_unanswered = models.JSONField(null=True, blank=True)
    not_in_future = models.BooleanField(default=False, help_text="For a date: later than today is a mistake.")
    is_computed = models.BooleanField(default=False, help_text="Set by the determination itself, never asked.")

    class Meta:
        ordering = ["number", "id"]
        constraints = [models.UniqueConstraint(fields=["rule_set", "code"], name="question_once")]
        triggers = [only_in_draft()]

    def __str__(self) -> str:
        return self.code
