"""A letter's PDF in the store, its document and its row: shared by a letter that is sent and one that is signed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile

from cases.models import Application, Document, Letter
from cases.notifications.letters import Worded, message_of_held_letter
from cases.notifications.recipients import Recipient
from cases.queries.written import Written
from cases.workflow.refusals import NotPermitted
from recognition.accounts.actors import Actor
from recognition.accounts.models import User
from recognition.files.keeping import discard, hash_of, put
from recognition.outbox.attachment import Attachment
from recognition.printed import MEDIA_TYPE

DOCUMENT_KIND = "letter"
MADE_HERE = "Recognition, which made it"  # stands where a scanner's name does


@contextmanager
def kept_document(case: Application, made: Written, *, actor: Actor, at: datetime) -> Iterator[Document]:
    """The file is in the store before its row is committed, and goes again where what follows fails. A process killed
    in between leaves a stray, which `check_documents` lists."""
    content = ContentFile(made.pdf(), "letter.pdf")
    sha256 = hash_of(content)
    name = put(content, stem=f"{case.reference}/{sha256[:12]}", suffix=".pdf")
    try:
        yield Document.objects.create(
            application=case,
            title=made.subject[:200],
            kind_id=DOCUMENT_KIND,
            file=name,
            media_type=MEDIA_TYPE,
            size=content.size,
            sha256=sha256,
            sequence=case.ectd_sequence or "0000",
            added_by=actor.label,
            added_at=at,
            scan=Document.Scan.CLEAN,
            scanner=MADE_HERE,
            scanned_at=at,
        )
    except BaseException:  # also a worker that is told to end
        discard(name)
        raise


def worded(document: Document, subject: str, text: str, *, email: str, name: str) -> Worded:
    attachment = Attachment(
        name=f"{document.application.reference}-letter.pdf",
        file=str(document.file.name),
        sha256=document.sha256,
        media_type=document.media_type,
    )
    return Worded(subject, text, Recipient(email, name, is_company=True), attachment)


def keep_letter(case: Application, *, actor: Actor, at: datetime, topic: str, key: UUID, **fields: Any) -> Letter:
    """After its message has been queued, whose key it bears. Raises `NotPermitted` for whoever is no person."""
    message = message_of_held_letter(case, topic)
    return Letter.objects.create(
        application=case,
        key=key,
        message_key=message.key,
        to_email=message.to,
        to_name=message.to_label,
        sent_by=sender(actor),
        sent_at=at,
        **fields,
    )


def sender(actor: Actor) -> User:
    if actor.user is None:
        raise NotPermitted("PERMISSION", "A letter is sent by a person.")
    return actor.user
