from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from .application import Application
from .searched import searchable

TEXT = searchable("text")


class Note(models.Model):
    """A remark among staff; never shown to a company."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [GinIndex(TEXT, name="note_words", fastupdate=False)]

    def __str__(self) -> str:
        return self.text[:60]
