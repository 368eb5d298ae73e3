from django.conf import settings
from django.db import models

from .application import Application
from .consolidation import Consolidation
from .unbarred import given_unbarred


class PointsNotice(models.Model):
    """A lead has approved the points of a request, and some of this author's had been changed by another since the
    last approval. `points` are the numbers of those drafts: what was done to each stands in the record."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="points_notices")
    consolidation = models.ForeignKey(Consolidation, models.CASCADE, related_name="notices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="points_notices")
    points = models.JSONField(default=list)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["consolidation", "person"], name="points_notice_once")]
        indexes = [models.Index(fields=["person", "id"], condition=models.Q(read_at=None), name="points_notice_unread")]
        triggers = given_unbarred("person")

    def __str__(self) -> str:
        return f"Points of {self.person} in {self.application}"
