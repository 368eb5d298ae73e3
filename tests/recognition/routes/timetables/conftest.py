"""A procedure that ships as a file, walked through event by event."""

import json
from dataclasses import dataclass, field
from datetime import date

import pytest

from recognition.routes import ledger
from recognition.routes.ledger import Entry
from recognition.routes.shipped import FIXTURES
from recognition.routes.spec_from import spec_from
from recognition.routes.timetable import timetable


def day(text):
    return date.fromisoformat(text)


@dataclass
class Walk:
    """The ledger that the moves of a case write, without a case."""

    spec: object
    route: str
    entries: list = field(default_factory=list)

    def add(self, clock, act, on, **more):
        self.entries.append(Entry(clock, act, day(on), number=len(self.entries) + 1, **more))
        return self

    def submitted(self, on):
        return self.add(ledger.VALIDATION, ledger.STARTED, on)

    def correction_requested(self, on):
        return self.add(ledger.VALIDATION, ledger.STOPPED, on).add(ledger.CORRECTION, ledger.STARTED, on)

    def correction_received(self, on):
        self.add(ledger.CORRECTION, ledger.ENDED, on, outcome=ledger.MET)
        return self.add(ledger.VALIDATION, ledger.RESUMED, on)

    def validated(self, on):
        if any(entry.clock == ledger.VALIDATION for entry in self.entries):
            self.add(ledger.VALIDATION, ledger.ENDED, on, outcome=ledger.MET)
        return self.add(ledger.ROUTE, ledger.STARTED, on, route=self.route)

    def asked(self, on, *, stops=True):
        if stops:
            self.add(ledger.ROUTE, ledger.STOPPED, on)
        return self.add(ledger.REPLY, ledger.STARTED, on, route=self.route)

    def extended(self, on, until):
        return self.add(ledger.REPLY, ledger.EXTENDED, on, until=day(until))

    def replied(self, on, *, stopped=True):
        self.add(ledger.REPLY, ledger.ENDED, on, outcome=ledger.MET)
        return self.add(ledger.ROUTE, ledger.RESUMED, on) if stopped else self

    def on(self, text):
        return timetable(self.entries, self.spec, today=day(text))

    def due(self, code, *, on=None):
        """Asked on the day of the last event, unless another is given."""
        found = self.on(on or self.entries[-1].on.isoformat()).deadline(code)
        return found.due_on.isoformat() if found else None


@pytest.fixture
def walk():
    def _walk(file, route):
        return Walk(spec_from(json.loads((FIXTURES / file).read_bytes())), route)

    return _walk
