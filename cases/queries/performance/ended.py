"""A stage of a case that is over, as plain values: what every figure is made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from recognition.routes.ledger import CANCELLED, DECIDED, MET, ROUTE, VALIDATION

# The clocks whose ends count, and by which outcomes.
OUTCOMES: Final = {ROUTE: (DECIDED,), VALIDATION: (MET, CANCELLED)}


class Ended(NamedTuple):
    """A case whose validation or assessment ended, the state that it came to, and what the stage took (`Course`). The
    names are those of the columns of `EndedStage`; `number` is the line of the ledger that ended the stage."""

    case: int
    number: int
    state: str
    route: str
    started_on: date
    ended_on: date
    clock_days: int | None
    elapsed: int
    in_time: bool | None
    since_receipt: int | None
    statutory_in_time: bool | None
    corrections: int
    stops: int
    extensions: int
    reversions: int
    states: Mapping[str, int]
    causes: tuple[str, ...]


FIGURES: Final = Ended._fields[2:]
