from django.contrib.postgres.fields import ArrayField
from django.db import models


class DeficiencyCause(models.Model):
    """Why submissions are found wanting, as a code that can be counted (domain 11: it could not be, case by case)."""

    code = models.CharField(max_length=40, primary_key=True, help_text="What figures count it by; it stays.")
    words = models.CharField(max_length=120, help_text="As validators and the figures name it.")
    order = models.PositiveSmallIntegerField(default=0, help_text="Its place among the others, the lowest first.")
    source = models.CharField(max_length=60, blank=True, help_text="Where the cause is named.")

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.words


class ValidationItem(models.Model):
    """Something that a validator looks at beside the required documents (domain 6.2).

    Like those it has dates, not versions: it holds for submissions from `asked_from` until `asked_until`, both days
    included, and is ended by a date, never taken away.
    """

    code = models.CharField(max_length=20, primary_key=True, help_text="What the record names it by; it stays.")
    section = models.CharField(max_length=60, help_text="The heading that it stands under.")
    words = models.TextField(help_text="What is looked at, as the validator reads it.")
    cause = models.ForeignKey(
        DeficiencyCause, models.PROTECT, related_name="+", help_text="Proposed where it is found deficient."
    )
    routes = ArrayField(
        models.CharField(max_length=12),
        default=list,
        blank=True,
        help_text="Codes such as A, B. Empty: on every route.",
    )
    order = models.PositiveSmallIntegerField(default=0, help_text="Its place among the others, the lowest first.")
    source = models.CharField(max_length=60, blank=True, help_text="Where the guidance says so.")
    asked_from = models.DateField(help_text="The first day of submission for which it holds.")
    asked_until = models.DateField(null=True, blank=True, help_text="The last such day. Empty: it has no end.")

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(asked_until=None) | models.Q(asked_until__gte=models.F("asked_from")),
                name="validation_item_dates",
                violation_error_message="The last day lies before the first: correct one of the two dates.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.words}"
