"""The message that an act would send to the company, before it is done."""

from __future__ import annotations

from datetime import datetime

from cases.models import Application
from recognition.accounts.actors import Actor
from recognition.audit.record import Subject, entry_of
from recognition.outbox.enqueue import Draft
from recognition.routes.timetable import Timetable

from .messages import draft, open_dates
from .recipients import company_of
from .topics import title


def company_message(
    application: Application, action: str, *, actor: Actor, at: datetime, timetable: Timetable
) -> Draft:
    """Written as it would be, from an entry that is not in the record. `timetable` is the one that would follow."""
    subject = Subject("application", str(application.pk), application.reference)
    event = entry_of(at, actor, subject, action)
    context = {"event": event, "title": title(action), "dates": open_dates(timetable), "timetable": timetable}
    return draft(application, action, str(event.uuid), company_of(application), context, cause=event.uuid)
