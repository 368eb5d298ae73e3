from django.conf import settings
from django.db import models

from .application import Application


class TextDraft(models.Model):
    """What one person has typed into one field of a case and has not saved yet. It is theirs alone and no part of the
    record; the save that follows is. A row without a field says that they have the place open (ADR 0028).

    `place` is the act and what it is about. `version` is that of the text that was being changed when it was begun.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="text_drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    place = models.CharField(max_length=120)
    field = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    version = models.CharField(max_length=20, blank=True)
    since = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "place", "user", "field"], name="text_draft_once")
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.field}".strip()
