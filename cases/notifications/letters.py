"""A letter as the mail that brings it: its words, and its PDF from the store."""

from __future__ import annotations

from dataclasses import dataclass

from cases.models import Application
from recognition.outbox.attachment import Attachment
from recognition.outbox.models import Message
from recognition.printed import as_words

from .recipients import Recipient


@dataclass(frozen=True, slots=True)
class Worded:
    """In what words, where and with which file the company is told next. `text` is the letter's Markdown."""

    subject: str
    text: str
    recipient: Recipient
    attachment: Attachment

    @property
    def words(self) -> str:
        return as_words(self.text)


def message_of_held_letter(application: Application, topic: str) -> Message:
    """The one that was queued a moment ago, under the case's lock; staff are told of a decision too."""
    to = application.held_letter.recipient.email
    rows = Message.objects.filter(subject_type="application", subject_id=str(application.pk), topic=topic, to=to)
    return rows.latest("id")
