"""Due reminders become notices and messages, each once, whether or not the sweep missed a night.

Work goes by batches of cases: their rows are locked, their ledgers read together, their dates computed again, and all
that follows written by a fixed number of statements, the record's entries last. So a step that is sent is still due by
the ledger, and ten thousand cases are caught up in the time of forty transactions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from django.db.models import DateField, ExpressionWrapper, F, QuerySet, Value
from django.db.models.functions import Cast

from cases.models import Application, Notice, Reminder
from cases.notifications.reminder_messages import Due, Telling, following
from cases.notifications.roster import Roster
from recognition.accounts.actors import system
from recognition.audit.models import Entry
from recognition.audit.record import Subject, append_all, entry_of
from recognition.outbox.enqueue import Draft, enqueue

from .claim import in_batches, rules_of
from .digest import hold_digests
from .plan import Change, change_of, write

log = structlog.get_logger(__name__)
SWEEPER = system("reminders")
Leave = Callable[[int], None]


def due_reminders(*, today: date) -> QuerySet[Reminder]:
    """Planned, and their day has come, the longest due first: read from the index `reminder_planned`."""
    return Reminder.objects.filter(state=Reminder.State.PLANNED, on__lte=today).order_by("on", "id")


def due_escalations(*, today: date) -> QuerySet[Reminder]:
    """Sent, not acknowledged, and their days of grace are over: read from the index `reminder_escalates`."""
    return Reminder.objects.filter(escalate_on__lte=today).order_by("escalate_on", "id")


def remind(*, today: date, at: datetime) -> int:
    """Send every due reminder; returns how many. What is no longer planned by the ledger is not sent."""

    def work(cases: list[Application], leave: Leave) -> int:
        batch = Batch(cases, today=today, at=at, leave=leave)
        return batch.remind(due_reminders(today=today).filter(application__in=batch.plans))

    return in_batches(due_reminders(today=today), work)


def escalate(*, today: date, at: datetime) -> int:
    """Tell the next in line of every step that nobody acknowledged in time; returns how many went further."""

    def work(cases: list[Application], leave: Leave) -> int:
        batch = Batch(cases, today=today, at=at, leave=leave)
        rows = due_escalations(today=today).filter(application__in=batch.plans)
        return batch.escalate(rows.prefetch_related("notices"))

    return in_batches(due_escalations(today=today), work)


@dataclass(slots=True)
class _Written:
    """What a batch leaves, gathered so that each kind is written by one statement."""

    notices: list[Notice] = field(default_factory=list)
    mails: list[Draft] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def keep(self, at: datetime) -> None:
        """The record last: its lock makes all other writers wait until this transaction ends."""
        Notice.objects.bulk_create(self.notices, ignore_conflicts=True)
        enqueue(self.mails, at=at)
        append_all(self.entries)


class Batch:
    """Cases whose rows are locked and whose rows of dates say what their ledgers say on `today`."""

    def __init__(self, cases: Iterable[Application], *, today: date, at: datetime, leave: Leave) -> None:
        self.cases = {case.pk: case for case in cases}
        self.today, self.at = today, at
        self.plans: dict[int, Change] = dict(_plans(self.cases.values(), today, leave))
        write(self.plans.values(), today=today)
        self.written = _Written()

    def remind(self, due: QuerySet[Reminder]) -> int:
        hold_digests()
        roster, by_case = Roster(today=self.today), self._by_case(due)
        for key, dues in by_case.items():
            telling = Telling(self.cases[key], roster, self.at)
            entries = [self._entry("reminder_sent", due, {}) for due in dues]
            telling.remind(dues, entries[-1].uuid)
            self._gather(telling, entries)
        sent = [due.reminder.pk for dues in by_case.values() for due in dues]
        Reminder.objects.filter(pk__in=sent).update(
            state=Reminder.State.SENT, sent_at=self.at, escalate_on=_days_after(self.today, F("escalate_after_days"))
        )
        self.written.keep(self.at)
        return len(sent)

    def escalate(self, due: QuerySet[Reminder]) -> int:
        hold_digests()
        roster, by_case = Roster(today=self.today), self._by_case(due)
        for key, dues in by_case.items():
            for one in dues:
                self._escalate(one, Telling(self.cases[key], roster, self.at))
        rows = [due.reminder for dues in by_case.values() for due in dues]
        Reminder.objects.bulk_update(rows, ["escalated_to", "escalate_on"])
        self.written.keep(self.at)
        return len(self.written.entries)

    def _escalate(self, due: Due, telling: Telling) -> None:
        reminder = due.reminder
        word, duties = telling.next_in_line(due)
        again = reminder.escalate_after_days and following(word)
        reminder.escalate_on = self.today + timedelta(days=reminder.escalate_after_days or 0) if again else None
        if word:
            reminder.escalated_to = word
            entry = self._entry("reminder_escalated", due, {"to": word})
            telling.escalate(due, word, duties, entry.uuid)
            self._gather(telling, [entry])

    def _by_case(self, rows: QuerySet[Reminder]) -> dict[int, list[Due]]:
        """With the deadline as the ledger gives it now; the earliest first."""
        found = defaultdict[int, list[Due]](list)
        for row in rows:
            dates = self.plans[row.application_id].timetable.deadlines
            deadline = next(one for one in dates if (one.code, one.round) == (row.deadline, row.round))
            found[row.application_id].append(Due(row, deadline, self.today))
        return found

    def _gather(self, telling: Telling, entries: list[Entry]) -> None:
        self.written.notices += telling.notices
        self.written.mails += telling.mails
        self.written.entries += entries

    def _entry(self, action: str, due: Due, data: dict[str, Any]) -> Entry:
        case, reminder = self.cases[due.reminder.application_id], due.reminder
        return entry_of(
            at=self.at,
            actor=SWEEPER,
            subject=Subject("application", str(case.pk), case.reference),
            action=action,
            from_state=case.state,
            to_state=case.state,
            data={
                "deadline": reminder.deadline,
                "step": reminder.step,
                "due_on": due.deadline.due_on.isoformat(),
                **data,
            },
        )


def _plans(cases: Iterable[Application], today: date, leave: Leave) -> Iterator[tuple[int, Change]]:
    """A case of whose ledger no timetable can be made is logged and left; it must not keep the others' back."""
    cases = list(cases)
    rules = rules_of(cases)
    for case in cases:
        try:
            yield case.pk, change_of(case, today=today, spec=rules[case.rule_set_id])
        except Exception:
            log.exception("sweep_failed_on_case", case=case.pk)
            leave(case.pk)


def _days_after(day: date, days: F) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(Cast(Value(day), DateField()) + days, output_field=DateField())
