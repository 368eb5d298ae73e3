from __future__ import annotations

from django.db import models

from recognition.routes.models import DeficiencyCause

from .application import Application


class CheckedItem(models.Model):
    """What a validator has found of one item of the checklist. `words` are the item's as they were then; `version`
    counts its saves, so that a stale one can be refused."""

    class Outcome(models.TextChoices):
        MET = "met", "Met"
        DEFICIENT = "deficient", "Deficient"
        NOT_APPLICABLE = "not_applicable", "Not applicable"

    application = models.ForeignKey(Application, models.CASCADE, related_name="checked_items")
    item = models.CharField(max_length=20)
    words = models.TextField()
    outcome = models.CharField(max_length=14, choices=Outcome)
    remark = models.TextField(blank=True, help_text="For colleagues; the company does not read it.")
    checked_by = models.CharField(max_length=300)
    checked_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["item"]
        constraints = [models.UniqueConstraint(fields=["application", "item"], name="item_checked_once")]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_outcome_display()}"


class Deficiency(models.Model):
    """What keeps a submission from being valid. While one is open, it is not validated.

    `round` is that of the correction in which it was raised, from 1. `requested_at` is when the company was last asked
    to put it right. `item` is empty for one that no item of the checklist stands behind.
    """

    class Outcome(models.TextChoices):
        PUT_RIGHT = "put_right", "Put right"
        WITHDRAWN = "withdrawn", "Withdrawn"

    application = models.ForeignKey(Application, models.CASCADE, related_name="deficiencies")
    number = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField(default=1)
    cause = models.ForeignKey(DeficiencyCause, models.PROTECT, related_name="+")
    item = models.CharField(max_length=20, blank=True)
    text = models.TextField(help_text="The company reads it.")
    raised_by = models.CharField(max_length=300)
    raised_at = models.DateTimeField()
    requested_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    resolution = models.TextField(blank=True)
    resolved_by = models.CharField(max_length=300, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "deficiencies"
        indexes = [models.Index(fields=["raised_at", "cause"], name="deficiency_by_cause")]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="deficiency_number_once"),
            models.UniqueConstraint(
                fields=["application", "item"],
                condition=models.Q(resolved_at=None) & ~models.Q(item=""),
                name="one_open_deficiency_an_item",
            ),
            models.CheckConstraint(
                name="deficiency_resolved_whole",
                condition=models.Q(resolved_at=None, resolved_by="", outcome="")
                | (models.Q(resolved_at__isnull=False) & ~models.Q(resolved_by="") & ~models.Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Deficiency {self.number}"
