from django.db import models

from .immutable import only_in_draft
from .question import Question
from .rule_set import RuleSet


class Rule(models.Model):
    """A gate, a criterion or a requirement: met when its conditions are, and only if its `only_if` conditions are.

    Where its `asked_if` conditions fail, a missing answer leaves it aside; elsewhere it sends the case to triage.
    """

    class Stage(models.TextChoices):
        ELIGIBILITY = "eligibility", "Eligibility gate"
        CRITERION = "criterion", "Criterion: any one that is met gives its route"
        REQUIREMENT = "requirement", "Requirement: all of a route's have to be met"

    class Match(models.TextChoices):
        ALL = "all", "All conditions"
        ANY = "any", "Any condition"

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="rules")
    code = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=20, choices=Stage)
    effect = models.CharField(
        max_length=20,
        help_text="Of a gate: NOT_ELIGIBLE, TRIAGE or BLOCK_VALIDATION. Of the others: their route's code.",
    )
    match = models.CharField(max_length=3, choices=Match, default=Match.ALL)
    only_if_match = models.CharField(max_length=3, choices=Match, default=Match.ALL)
    words = models.TextField(help_text="What it means when it is met, as the letter to the company would say it.")
    certainty = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["rule_set", "code"], name="rule_once")]
        triggers = [only_in_draft()]

    def __str__(self) -> str:
        return self.code


class Condition(models.Model):
    class Part(models.TextChoices):
        WHEN = "when", "Met when"
        ONLY_IF = "only_if", "Applies only if"
        ASKED_IF = "asked_if", "Needs an answer only if"

    class Operator(models.TextChoices):
        IS = "is", "is"
        IS_NOT = "is not", "is not"
        IN = "in", "is one of"
        NOT_IN = "not in", "is none of"
        LESS = "<", "is less than"
        AT_LEAST = ">=", "is at least"
        OLDER_THAN_YEARS = "older than years", "is older than this many years at submission"
        NOT_OLDER_THAN_YEARS = "not older than years", "is at most this many years old at submission"
        NOT_RECOGNISED = "not recognised", "is no regulator recognised at submission"

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="conditions")
    part = models.CharField(max_length=8, choices=Part, default=Part.WHEN)
    question = models.ForeignKey(Question, models.CASCADE, related_name="+")
    operator = models.CharField(max_length=20, choices=Operator)
    value = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        triggers = [only_in_draft("(SELECT rule_set_id FROM routes_rule WHERE id = {row}.rule_id)")]

    def __str__(self) -> str:
        return f"{self.question} {self.operator} {self.value}"
