from django.db import models

from .application import Application
from .assessment import Discipline
from .information_request import InformationRequest


class DisciplineWord(models.Model):
    """What a discipline says of its points for the next request: they are all there, or it has none. It holds for one
    request, and until one of the discipline's own points changes."""

    class Said(models.TextChoices):
        READY = "ready", "Ready"
        NONE = "none", "No points"

    application = models.ForeignKey(Application, models.CASCADE, related_name="discipline_words")
    round = models.PositiveSmallIntegerField(help_text="The number that the request will have.")
    discipline = models.CharField(max_length=20, choices=Discipline)
    said = models.CharField(max_length=5, choices=Said)
    said_by = models.CharField(max_length=300)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "round", "discipline"], name="discipline_says_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_discipline_display()}: {self.get_said_display().lower()}"


class Consolidation(models.Model):
    """A lead has checked the points of the next request as they stood: `seal` is made over all of them. While they are
    the same it may be sent; a point more, or another text, needs another look."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="consolidations")
    seal = models.CharField(max_length=64)
    approved_by = models.CharField(max_length=300)
    approved_at = models.DateTimeField()
    reason = models.TextField(
        blank=True, help_text="Why those who had not said that they were ready are not waited for."
    )
    request = models.OneToOneField(InformationRequest, models.SET_NULL, null=True, related_name="consolidation")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Approved by {self.approved_by}"
