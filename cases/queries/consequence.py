"""What becomes of a case when its rules are asked again. Pure, so that it can be said of thousands before it counts.

Until day 0 the route follows the rules. After it, a route goes over to another of the rules' routes with its day 0
kept, since that route should have been counted from there; triage or "not eligible" change nothing then, for a case
under assessment ends by a decision. A route that a person decided, or to which the timetable has reverted, stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from cases.models import State
from cases.models.state import AFTER_DAY_ZERO, IN_VALIDATION
from recognition.routes.ledger import RE_ROUTED, Entry

TRIAGE, NOT_ELIGIBLE = "TRIAGE", "NOT_ELIGIBLE"
STAYS = "redetermine"
BEFORE_DAY_ZERO: Final = (State.ELIGIBLE, *IN_VALIDATION)
REDETERMINABLE: Final = (State.TRIAGE, *BEFORE_DAY_ZERO, *AFTER_DAY_ZERO)


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What the consequence depends on: the case, whether it was submitted, and whether its route is beyond the rules:
    decided by a person, or reached by a reversion."""

    state: str
    route: str
    is_submitted: bool
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Consequence:
    """`move` is the machine's, `route` the route afterwards, `state` the state afterwards."""

    move: str
    route: str
    state: str


def is_reverted(ledger: Iterable[Entry]) -> bool:
    """A line that puts the route of the clock's start right is no reversion."""
    return any(row.act == RE_ROUTED and row.corrects is None for row in ledger)


def consequence(case: Standpoint, outcome: str, *, routes: Collection[str]) -> Consequence:
    """`routes` are those of the version under which the case is from now on."""
    if case.is_settled or (case.state in AFTER_DAY_ZERO and outcome not in routes):
        return _stays(case)
    if outcome == NOT_ELIGIBLE:
        return Consequence("redetermine_not_eligible", "", State.NOT_ELIGIBLE)
    if outcome not in routes:
        return _stays(case) if case.state == State.TRIAGE else Consequence("redetermine_for_triage", "", State.TRIAGE)
    if case.state == State.TRIAGE:
        return _out_of_triage(case, outcome)
    return _stays(case) if outcome == case.route else Consequence("redetermine_route", outcome, case.state)


def _stays(case: Standpoint) -> Consequence:
    return Consequence(STAYS, case.route, case.state)


def _out_of_triage(case: Standpoint, outcome: str) -> Consequence:
    if case.is_submitted:
        return Consequence("redetermine_submission_out_of_triage", outcome, State.RECEIVED)
    return Consequence("redetermine_out_of_triage", outcome, State.ELIGIBLE)
