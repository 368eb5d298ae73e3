"""Mail that has not arrived: refused, given up, come back, or waiting for more than a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q

from cases.models import Application, Finding, NightCheck
from recognition.outbox.models import Message
from recognition.outbox.topics import in_words

MOST = 500  # rows of one night; the mail page has all
LONG = timedelta(days=1)


def undelivered(check: NightCheck) -> list[Finding]:
    failed = Q(state__in=(Message.State.PARKED, Message.State.BOUNCED))
    stuck = Q(state=Message.State.WAITING, created_at__lt=check.started_at - LONG)
    rows = Message.objects.filter(failed | stuck).defer("body_text", "body_html").order_by("id")[:MOST]
    return list(_findings(check, list(rows)))


def _findings(check: NightCheck, rows: list[Message]) -> Iterator[Finding]:
    keys = {int(row.subject_id) for row in rows if row.subject_type == "application"}
    cases = set(Application.objects.filter(pk__in=keys).values_list("pk", flat=True))
    for row in rows:
        case = int(row.subject_id) if row.subject_type == "application" else None
        why = f": {row.last_error[:200]}" if row.last_error else ""
        yield Finding(
            check_of=check,
            kind=Finding.Kind.MAIL_NOT_DELIVERED,
            application_id=case if case in cases else None,
            what=f"{in_words(row.topic)} to {row.to}, {row.get_state_display().lower()}{why}",
        )
