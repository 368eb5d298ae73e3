from django.conf import settings
from django.db import models

from .note import Note
from .unbarred import mentioned_unbarred


class Mention(models.Model):
    """A note names a person: it stands on their list until they have read it, and they have a mail of it."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentions")
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["note", "person"], name="mention_once")]
        indexes = [models.Index(fields=["person", "id"], condition=models.Q(read_at=None), name="mention_unread")]
        triggers = mentioned_unbarred()

    def __str__(self) -> str:
        return f"{self.person} in note {self.note_id}"
