from django.db import models

from .document import Document
from .information_request import RequestPoint
from .objection import Objection


class PointOutcome(models.Model):
    """What an assessor found of the answer to one point. It may be recorded again; the record keeps what it was.

    `objection` is what a point became that was not resolved. `version` tells a stale save from a fresh one.
    """

    class Result(models.TextChoices):
        RESOLVED = "resolved", "Resolved"
        PARTLY = "partly", "Partly resolved"
        NOT_RESOLVED = "not_resolved", "Not resolved"

    point = models.OneToOneField(RequestPoint, models.CASCADE, related_name="outcome")
    result = models.CharField(max_length=12, choices=Result)
    comment = models.TextField()
    documents = models.ManyToManyField(Document, related_name="+", blank=True, help_text="What came with the answer.")
    objection = models.OneToOneField(Objection, models.SET_NULL, null=True, blank=True, related_name="from_outcome")
    recorded_by = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["point"]

    def __str__(self) -> str:
        return self.get_result_display()
