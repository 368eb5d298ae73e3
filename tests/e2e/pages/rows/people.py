"""Who is on a case, and conflicts of interest."""

from __future__ import annotations

from typing import Any

from cases.operations.declare_conflict import declare_conflict
from recognition.clock import now
from tests.cases.journey import user_of

from ..house import House
from ..look import SEND
from ..row import Row, case


def conflict(house: House) -> Any:
    """Of a colleague who holds no case, so that the house stays as it is."""

    def make(house: House) -> Any:
        user = user_of("assessor", first_name="Ravi", last_name="Menon")
        words = {"kind": "employment", "text": "Worked for the company until 2024."}
        given = {"application": house.case("stopped").case, "actor": house.people.actor("lead"), "at": now()}
        return declare_conflict(person=user, **given, **words)

    return house.once("conflict", make)


ROWS = [
    Row("case-people", "manager", args=case("stopped"), label="conflict", prepares=conflict),
    Row("case-conflict", "assessor", args=case("stopped")),
    Row("case-conflict", "lead", "error", args=case("stopped"), presses=SEND, status=422),
    Row("conflicts", "assessor", "empty"),
    Row("conflicts", "manager", prepares=conflict),
    Row("conflict-declare", "lead"),
    Row("conflict-declare", "lead", "error", presses=SEND, status=422),
    Row("conflict-end", "lead", args=lambda house: (conflict(house).pk,)),
    Row("conflict-end", "lead", "error", args=lambda house: (conflict(house).pk,), presses=SEND, status=422),
]
