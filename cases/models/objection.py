from django.db import models

from .application import Application
from .assessment import Discipline


class Grade(models.TextChoices):
    MAJOR = "major", "Major objection"
    OTHER = "other", "Other concern"


class Objection(models.Model):
    """A concern that an assessor has raised. A major one that is open bars a grant."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="objections")
    number = models.PositiveSmallIntegerField()
    discipline = models.CharField(max_length=20, choices=Discipline)
    grade = models.CharField(max_length=5, choices=Grade, default=Grade.MAJOR)
    text = models.TextField()
    raised_on = models.DateField()
    raised_by = models.CharField(max_length=300)
    resolved_on = models.DateField(null=True, blank=True)
    resolved_by = models.CharField(max_length=300, blank=True)
    resolution = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="objection_number_once"),
            models.CheckConstraint(
                name="objection_resolved_whole",
                condition=models.Q(resolved_on__isnull=True, resolved_by="")
                | (models.Q(resolved_on__isnull=False) & ~models.Q(resolved_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Objection {self.number}"
