from django.conf import settings
from django.db import models

from .application import Application
from .decision import Decision
from .document import Document
from .immutable import append_only
from .letter_template import LetterTemplate


class Letter(models.Model):
    """A letter as it was sent, to one recipient. Its PDF is a document of the case.

    `key` is the form's, so that two presses send one letter. `message_key` finds the outbox's row, which knows whether
    it arrived. One that came back is sent again, elsewhere, as a row of its own: `again_of`.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="letters")
    template = models.ForeignKey(LetterTemplate, models.PROTECT, related_name="letters")
    document = models.ForeignKey(Document, models.PROTECT, related_name="letters")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="letters")
    again_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="sent_again")
    key = models.UUIDField(unique=True)
    message_key = models.CharField(max_length=200)
    subject = models.CharField(max_length=300)
    text = models.TextField(help_text="In Markdown, with what its fields held.")
    to_email = models.EmailField()
    to_name = models.CharField(max_length=200)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        triggers = append_only()

    def __str__(self) -> str:
        return self.subject
