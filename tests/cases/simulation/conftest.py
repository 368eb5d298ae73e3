"""A version that differs from the shipped one, and two administrators who bring it into force."""

from datetime import date

import pytest

from cases.operations.simulate import simulate
from cases.replay.cast import noon
from cases.simulation.work import work
from recognition.accounts.actors import person
from recognition.accounts.models import Role, User
from recognition.routes import publishing
from recognition.routes.document import import_document
from recognition.routes.shipped import shipped_document

DAY = date(2026, 6, 1)


@pytest.fixture
def at():
    return noon(DAY)


@pytest.fixture
def administrators(db):
    return [
        person(User.objects.create_user(name, role=Role.ADMINISTRATOR, is_staff=True)) for name in ("first", "second")
    ]


@pytest.fixture
def draft(db):
    """B is longer by ten days and reminds of its end once less, the statutory date comes five days later, and an orphan
    designation no longer gives B (B17 is gone)."""
    document = shipped_document() | {"version": "2026-09-1", "effective_from": "2026-05-01"}
    for row in document["milestones"]:
        if (row["code"], row["route"]) == ("decision", "B"):
            row["amount"] = 120
            row["reminder_steps"] = row["reminder_steps"][1:]
        if row["code"] == "statutory_decision":
            row["amount"] += 5
    document["rules"] = [row for row in document["rules"] if row["code"] != "B17"]
    for row in document["routes"]:
        if row["code"] == "B":
            row["length_days"] = 120
    return import_document(document)


@pytest.fixture
def proposed(draft, administrators, at):
    return publishing.propose(draft, actor=administrators[0], at=at, reason="The guidance has changed.")


@pytest.fixture
def simulated(administrators, at):
    """A simulation of the version, worked to its end."""

    def _simulated(rule_set, *, months=0, actor=administrators[0], at=at):
        simulation = simulate(rule_set=rule_set, months=months, actor=actor, at=at)
        work(simulation.pk, now=lambda: at)
        simulation.refresh_from_db()
        return simulation

    return _simulated
