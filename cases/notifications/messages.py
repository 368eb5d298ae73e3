"""The messages that an entry of the record gives rise to, as rows of the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string

from cases.models import Application
from recognition.audit.models import Entry
from recognition.outbox.enqueue import Draft, enqueue
from recognition.outbox.models import Message
from recognition.routes.ledger import STATUTORY, TARGET
from recognition.routes.timetable import Timetable

from .letters import Worded
from .recipients import Recipient, recipients
from .topics import title

OF_STAFF: Final = frozenset({"reminder", "reminder_escalated"})  # the topics whose text is not that of all news
LETTER: Final = "emails/company/letter.txt"

Told = tuple[Entry, Sequence[str]]


def queue_messages(application: Application, events: Sequence[Told], *, timetable: Timetable) -> None:
    """Of each event, with whom it tells, one message a recipient, keyed by the event: the same event can never tell a
    person twice. All of them are written by one statement."""
    if events:
        drafts = [one for event, tells in events for one in _drafts(application, event, tells, timetable)]
        enqueue(drafts, at=events[-1][0].at)


def _drafts(application: Application, event: Entry, tells: Sequence[str], timetable: Timetable) -> list[Draft]:
    context = {"event": event, "title": title(event.action), "dates": open_dates(timetable), "timetable": timetable}
    letter = application.held_letter
    return [
        _with(letter, application, event, context)
        if letter and who.is_company
        else draft(application, event.action, str(event.uuid), who, context, cause=event.uuid)
        for who in recipients(application, tells)
    ]


def _with(letter: Worded, application: Application, event: Entry, context: dict[str, Any]) -> Draft:
    """The company is told in the letter's words, and gets the letter itself."""
    values = {**context, "letter": letter}
    who = letter.recipient
    worded = draft(application, event.action, str(event.uuid), who, values, cause=event.uuid, template=LETTER)
    return replace(worded, attachments=(letter.attachment,))


def open_dates(timetable: Timetable) -> list[Any]:
    """What a mail lists. Internal targets are nobody's outside, and mails go to both."""
    rows = (due for due in timetable.deadlines if due.clock != STATUTORY and not due.clock.startswith(TARGET))
    return [due for due in rows if due.status in ("pending", "stopped")]


def draft(
    application: Application,
    topic: str,
    key: str,
    who: Recipient,
    context: dict[str, Any],
    *,
    cause: UUID,
    template: str = "",
) -> Draft:
    """The message about a case to one recipient. `cause` is the uuid of the record's entry that it follows from."""
    values = {**context, "application": application, "who": who, "site": settings.SERVICE_URL}
    subject, _, body = render_to_string(template or _template(topic, who), values).partition("\n")
    return Draft(
        key=key_of(key, who),
        topic=topic,
        to=who.email,
        to_label=who.label,
        subject=subject.strip(),
        body_text=body.strip() + "\n",
        body_html=render_to_string("emails/base.html", {**values, "subject": subject.strip(), "body": body.strip()}),
        subject_type="application",
        subject_id=str(application.pk),
        cause=cause,
    )


def company_letter(application: Application, topic: str) -> str:
    """The newest message of a topic as the company is sent it, its subject first; empty where there is none."""
    emails = [who.email for who in recipients(application, ["company"])]
    rows = Message.objects.filter(
        subject_type="application", subject_id=str(application.pk), topic=topic, to__in=emails
    )
    newest = rows.order_by("-id").values_list("subject", "body_text").first()
    return "\n\n".join(newest) if newest else ""


def key_of(key: str, who: Recipient) -> str:
    """Of the same cause each recipient has one message."""
    return f"{key}:{sha256(who.email.encode()).hexdigest()[:16]}"


def readdressed(worded: Draft, key: str, who: Recipient) -> Draft:
    """The same words to another: what staff are told of one thing names none of them, so it is written once."""
    return replace(worded, key=key_of(key, who), to=who.email, to_label=who.label)


def _template(topic: str, who: Recipient) -> str:
    """Its first line is the subject. Staff share one; what a company is told has a text for each topic."""
    if not who.is_company:
        return f"emails/{topic if topic in OF_STAFF else 'case_news'}.txt"
    name = f"emails/company/{topic}.txt"
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return "emails/company/news.txt"
    return name
