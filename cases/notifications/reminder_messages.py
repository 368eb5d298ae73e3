"""What due reminders of a case become: notices on people's lists, and mails. Pure: the caller writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from cases.models import Application, Notice, Reminder
from recognition.accounts.models import User
from recognition.outbox.enqueue import Draft
from recognition.routes.timetable import DueDate

from .messages import draft, readdressed
from .recipients import Recipient, company_of
from .roster import Duty, Roster


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that is due, and its deadline as the ledger gives it. `is_late`: its day passed, nothing was sent."""

    reminder: Reminder
    deadline: DueDate
    today: date

    @property
    def is_late(self) -> bool:
        return self.reminder.on < self.today


@dataclass(slots=True)
class Telling:
    """Of one case: its mails, each folding all that its reader is reminded of, and the notices."""

    application: Application
    roster: Roster
    at: datetime
    notices: list[Notice] = field(default_factory=list)
    mails: list[Draft] = field(default_factory=list)
    worded: dict[tuple[object, ...], Draft] = field(default_factory=dict)

    def remind(self, dues: Sequence[Due], cause: UUID) -> None:
        """Staff have one mail of the case, however many are due; a company has one a deadline."""
        by_reader: dict[int, list[Due]] = {}
        for due in dues:
            for duty in self._duties(due.reminder):
                if self._note(due.reminder, duty):
                    own = by_reader.setdefault(duty.reader.pk, [])
                    own.extend([due] if due not in own else [])
        for key, own in by_reader.items():
            self._mail("reminder", f"reminder-{own[-1].reminder.pk}", _of(self.roster.people[key]), own, cause)
        for own in _by_deadline([due for due in dues if "company" in due.reminder.tells]):
            self._mail("reminder", f"reminder-{own[-1].reminder.pk}", company_of(self.application), own, cause)

    def next_in_line(self, due: Due) -> tuple[str, list[Duty]]:
        """The next word after those told of the step, with whom it means; empty where nobody is left to tell."""
        told = {notice.person_id for notice in due.reminder.notices.all()}
        word = _furthest(due.reminder)
        while word := following(word):
            duties = self.roster.duties(self.application, word)
            if fresh := [duty for duty in duties if duty.person.pk not in told]:
                return word, fresh
        return "", []

    def escalate(self, due: Due, word: str, duties: Sequence[Duty], cause: UUID) -> None:
        readers = {duty.reader.pk: duty.reader for duty in duties if self._note(due.reminder, duty, word)}
        for reader in readers.values():
            self._mail("reminder_escalated", f"escalation-{due.reminder.pk}-{word}", _of(reader), [due], cause)

    def _duties(self, reminder: Reminder) -> list[Duty]:
        words = [word for word in reminder.tells if word != "company"]
        found = [duty for word in words for duty in self.roster.duties(self.application, word)]
        return list({(duty.person.pk, duty.reader.pk): duty for duty in found}.values())

    def _note(self, reminder: Reminder, duty: Duty, escalated_to: str = "") -> bool:
        """Put it on the list, and on that of the person who is away. Says whether the reader has a mail at once."""
        is_mailed, is_shown = reminder.how != "in_app", reminder.how != "mail"
        waits = is_mailed and duty.reader.pk in self.roster.digests
        notice = {"reminder": reminder, "person": duty.person, "escalated_to": escalated_to, "at": self.at}
        if is_shown or waits:
            self.notices.append(Notice(**notice, reader=duty.reader, is_shown=is_shown, waits_for_digest=waits))
        if is_shown and duty.is_deputed:
            self.notices.append(Notice(**notice, reader=duty.person))
        return is_mailed and not waits

    def _mail(self, topic: str, key: str, who: Recipient, dues: Sequence[Due], cause: UUID) -> None:
        if not who.email:
            return
        words = (topic, who.is_company, *(due.reminder.pk for due in dues))
        if words in self.worded and not who.is_company:
            self.mails.append(readdressed(self.worded[words], key, who))
            return
        late, newest = [due for due in dues if due.is_late], dues[-1]
        context: dict[str, Any] = {"dues": dues, "late": late, "reminder": newest.reminder, "deadline": newest.deadline}
        self.worded[words] = draft(self.application, topic, key, who, context, cause=cause)
        self.mails.append(self.worded[words])


def following(word: str) -> str:
    return {"": "lead", "lead": "manager"}.get(word, "")


def _furthest(reminder: Reminder) -> str:
    told = {*reminder.tells, reminder.escalated_to}
    return next((word for word in ("manager", "lead") if word in told), "")


def _of(user: User) -> Recipient:
    return Recipient(user.email, str(user))


def _by_deadline(dues: Sequence[Due]) -> list[list[Due]]:
    found: dict[tuple[str, int], list[Due]] = {}
    for due in dues:
        found.setdefault((due.deadline.code, due.deadline.round), []).append(due)
    return list(found.values())
