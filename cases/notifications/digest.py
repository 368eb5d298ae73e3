"""The morning's mail: one reader, all their cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string

from cases.models import Application, Deadline, Notice
from recognition.accounts.models import User
from recognition.outbox.enqueue import Draft


@dataclass(slots=True)
class Line:
    deadline: Deadline | None
    notice: Notice

    @property
    def due_on(self) -> date:
        return self.deadline.due_on if self.deadline else self.notice.reminder.due_on


@dataclass(slots=True)
class Folded:
    """One case, with one line a deadline however many of its steps there were."""

    application: Application
    lines: list[Line] = field(default_factory=list)


def digest(reader: User, notices: Sequence[Notice], *, today: date) -> Draft:
    """The key is the reader's and the day's: the day has one, whoever makes it."""
    folded = _fold(notices)
    context = {"cases": folded, "today": today, "site": settings.SERVICE_URL, "reader": reader}
    subject, _, body = render_to_string("emails/reminder_digest.txt", context).partition("\n")
    return Draft(
        key=f"digest-{reader.pk}-{today.isoformat()}",
        topic="reminder_digest",
        to=reader.email,
        to_label=str(reader),
        subject=subject.strip(),
        body_text=body.strip() + "\n",
        body_html=render_to_string("emails/base.html", {"subject": subject.strip(), "body": body.strip()}),
    )


def _fold(notices: Sequence[Notice]) -> list[Folded]:
    cases = {notice.reminder.application_id: Folded(notice.reminder.application) for notice in notices}
    kept = {(row.application_id, row.code, row.round): row for row in Deadline.objects.filter(application__in=cases)}
    newest: dict[tuple[int, str, int], Notice] = {}
    for notice in sorted(notices, key=lambda one: one.pk):
        row = notice.reminder
        newest[row.application_id, row.deadline, row.round] = notice
    for key, notice in newest.items():
        cases[key[0]].lines.append(Line(kept.get(key), notice))
    for one in cases.values():
        one.lines.sort(key=lambda line: line.due_on)
    return sorted(cases.values(), key=lambda one: (one.lines[0].due_on, one.application.pk))
