"""The days of a case's past that a person can put right."""

from __future__ import annotations

from cases.models import Application
from recognition.routes.correction import Past, pasts

from .timetables import entries_of


def past_days(application: Application) -> list[Past]:
    events = dict(application.clock_entries.values_list("number", "event"))
    return pasts(entries_of(application), events)
