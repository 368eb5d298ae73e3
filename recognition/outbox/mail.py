"""A message as the mail that leaves. It is the same mail each time it is made, so that a repeat is recognised."""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.crypto import salted_hmac

from .attachment import Attachment, attach
from .models import Message


def as_mail(message: Message) -> EmailMultiAlternatives:
    """The envelope's sender, to whom bounces go, may be another than the one that people read. Raises FileDamaged."""
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.body_text,
        from_email=settings.BOUNCE_ADDRESS,
        to=[formataddr((message.to_label, message.to)) if message.to_label else message.to],
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": message_id(message.key),
            "X-Recognition-Topic": message.topic,
            "X-Recognition-Key": message.key,
            "Auto-Submitted": "auto-generated",  # keeps out-of-office replies away (RFC 3834)
        },
    )
    if message.body_html:
        mail.attach_alternative(message.body_html, "text/html")
    for one in message.attachments:
        attach(mail, Attachment(**one))
    return mail


def message_id(key: str) -> str:
    """From the key: after a kill between sending and marking, the second mail bears the same. Keyed with our secret,
    since a reminder's key can be guessed, and who names a mail's id can say that it came back."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{salted_hmac('outbox.message_id', key, algorithm='sha256').hexdigest()[:40]}@{domain}>"
