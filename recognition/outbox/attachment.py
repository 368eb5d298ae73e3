"""A file that goes with a message: named in its row, read from the store when it is sent. The row stays small."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.mail import EmailMessage

from recognition.files.keeping import open_checked


@dataclass(frozen=True, slots=True)
class Attachment:
    """`file` is its name in the store, `name` what the reader sees."""

    name: str
    file: str
    sha256: str
    media_type: str


def attach(mail: EmailMessage, attachment: Attachment) -> None:
    """Raises FileDamaged where the store has lost or changed it: a mail without its letter must not leave."""
    with open_checked(attachment.file, attachment.sha256) as file:
        mail.attach(attachment.name, file.read(), attachment.media_type)
