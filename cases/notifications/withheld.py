"""What waits for a person whom a conflict of interest bars meanwhile does not leave: asked when it is about to."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.template.loader import render_to_string

from cases.models import Application
from cases.queries.conflicts import barred_references, barring
from recognition.accounts.keep import keep_person
from recognition.accounts.models import User
from recognition.clock import now
from recognition.outbox.enqueue import Draft, enqueue
from recognition.outbox.models import Message

CALLED_OFF: Final = "Not sent: a conflict of interest of its reader was declared first."
OF_THEIRS: Final = ("conflict_declared_of_yours", "conflict_ended_of_yours")  # by reference only, and meant to be read


def why_withheld(message: Message) -> str:
    """While it leaves, no conflict of its reader can be declared: the declaration waits until it has left, or the mail
    stays. A mail about many cases that names a barred one is replaced by a word that names none."""
    reader = User.objects.filter(email=message.to).first() if message.topic not in OF_THEIRS else None
    if reader is None:
        return ""
    keep_person(reader.pk)
    if message.subject_type == "application":
        about = Application.objects.filter(barring(reader), pk=int(message.subject_id))
        return CALLED_OFF if about.exists() else ""
    if not any(reference in message.body_text for reference in barred_references(reader)):
        return ""
    enqueue([_instead(message, reader)], at=now())
    return CALLED_OFF


def _instead(message: Message, reader: User) -> Draft:
    values = {"site": settings.SERVICE_URL, "written_at": message.created_at}
    subject, _, body = render_to_string("emails/withheld.txt", values).partition("\n")
    return Draft(
        key=f"instead-{message.pk}",
        topic=message.topic,
        to=message.to,
        to_label=str(reader),
        subject=subject.strip(),
        body_text=body.strip() + "\n",
        body_html=render_to_string("emails/base.html", {"subject": subject.strip(), "body": body.strip()}),
    )
