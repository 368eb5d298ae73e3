"""What becomes of a case when its rules are asked again: where it stands, what they say, what follows."""

from __future__ import annotations

import pytest

from cases.models import State
from cases.models.state import AFTER_DAY_ZERO
from cases.queries.consequence import BEFORE_DAY_ZERO, Consequence, Standpoint, consequence

pytestmark = pytest.mark.unit
ROUTES = ("A", "B", "N")


def follows(state, outcome, *, route="A", submitted=True, settled=False):
    return consequence(Standpoint(state, route, submitted, settled), outcome, routes=ROUTES)


@pytest.mark.parametrize("state", BEFORE_DAY_ZERO)
@pytest.mark.parametrize(
    ("outcome", "move", "route", "becomes"),
    [
        ("A", "redetermine", "A", None),
        ("B", "redetermine_route", "B", None),
        ("TRIAGE", "redetermine_for_triage", "", State.TRIAGE),
        ("NOT_ELIGIBLE", "redetermine_not_eligible", "", State.NOT_ELIGIBLE),
    ],
)
def test_before_day_zero_the_case_goes_where_the_rules_say(state, outcome, move, route, becomes):
    assert follows(state, outcome) == Consequence(move, route, becomes or state)


@pytest.mark.parametrize("state", AFTER_DAY_ZERO)
@pytest.mark.parametrize(
    ("outcome", "move", "route"),
    [
        ("A", "redetermine", "A"),
        ("B", "redetermine_route", "B"),
        ("TRIAGE", "redetermine", "A"),
        ("NOT_ELIGIBLE", "redetermine", "A"),
    ],
)
def test_after_day_zero_only_another_route_moves_it(state, outcome, move, route):
    assert follows(state, outcome) == Consequence(move, route, state)


@pytest.mark.parametrize(
    ("submitted", "outcome", "expected"),
    [
        (False, "B", Consequence("redetermine_out_of_triage", "B", State.ELIGIBLE)),
        (True, "B", Consequence("redetermine_submission_out_of_triage", "B", State.RECEIVED)),
        (True, "TRIAGE", Consequence("redetermine", "", State.TRIAGE)),
        (True, "NOT_ELIGIBLE", Consequence("redetermine_not_eligible", "", State.NOT_ELIGIBLE)),
    ],
)
def test_triage_ends_where_the_rules_now_decide(submitted, outcome, expected):
    assert follows(State.TRIAGE, outcome, route="", submitted=submitted) == expected


@pytest.mark.parametrize("state", [*BEFORE_DAY_ZERO, *AFTER_DAY_ZERO])
@pytest.mark.parametrize("outcome", ["A", "B", "TRIAGE", "NOT_ELIGIBLE"])
def test_a_route_decided_by_a_person_or_reached_by_reversion_stands(state, outcome):
    assert follows(state, outcome, route="B", settled=True) == Consequence("redetermine", "B", state)
