"""A case's ledger, and the timetable that follows from it."""

from __future__ import annotations

from datetime import date

from cases.models import Application
from recognition.routes.ledger import Entry
from recognition.routes.timetable import Timetable, timetable

from .rules import spec_for


def entries_of(application: Application) -> list[Entry]:
    """The ledger as plain values, in the order in which it was written."""
    return [
        Entry(
            clock=row.clock,
            act=row.act,
            on=row.on,
            route=row.route,
            until=row.until,
            outcome=row.outcome,
            number=row.number,
            corrects=row.corrects,
        )
        for row in application.clock_entries.all()
    ]


def timetable_of(application: Application, *, today: date) -> Timetable:
    return timetable(
        entries_of(application),
        spec_for(application),
        today=today,
        authorisation=str(application.facts.get("uk_ma_type_sought") or "full"),
    )
