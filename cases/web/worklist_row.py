"""One case as the worklist shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cases.models import Application, Deadline
from cases.models.state import IN_VALIDATION
from cases.queries.majors import NONE, Majors, majors_by_case
from cases.queries.suspects import suspects_by_case
from cases.queries.worklist_rows import open_deadlines
from recognition.accounts.actors import Actor

from .words import day, days, due_colour, due_in, state_colour


@dataclass(frozen=True, slots=True)
class Due:
    """The next date: what is due, the date written out, how long until then, and whether the clock stands."""

    name: str
    on: str
    words: str
    colour: str
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    case: Application
    due: Due | None
    owner: str
    part: str
    majors: str
    passport: str
    colour: str
    is_suspect: bool = False


def rows_of(cases: Sequence[Application], *, today: date, actor: Actor | None = None) -> list[Row]:
    """Of cases read with what stands beside them (`worklist.BESIDE`). With an `actor`, what may be a duplicate of one
    that they see is marked."""
    deadlines, majors = open_deadlines(cases), majors_by_case(cases)
    rows = [_row(case, deadlines.get(case.pk, []), majors.get(case.pk, NONE), today) for case in cases]
    suspects = suspects_by_case(cases, actor) if actor else {}
    return [replace(row, is_suspect=row.case.pk in suspects) for row in rows]


def _row(case: Application, deadlines: list[Deadline], majors: Majors, today: date) -> Row:
    owner, part = owner_of(case)
    passport = getattr(case, "innovation_passport", None)
    number = passport.number if passport else ""
    return Row(case, _due(deadlines, today), owner, part, majors.said, number, state_colour(case.state))


def _due(deadlines: list[Deadline], today: date) -> Due | None:
    if not deadlines:
        return None
    row, standing = deadlines[0], [one for one in deadlines if one.status == Deadline.Status.STOPPED]
    stopped = "Clock stopped" if standing else ""
    if row.status == Deadline.Status.STOPPED:
        return Due(row.name, f"forecast {day(row.due_on)}", "Stopped", "yellow")
    return Due(row.name, day(row.due_on), due_in(row.due_on, today), due_colour(row.due_on, today), stopped)


def owner_of(case: Application) -> tuple[str, str]:
    """Who has it, and as what: the validator until day 0, then the assessor."""
    if case.state in IN_VALIDATION or (case.validator and not case.assessor and not case.route):
        return (str(case.validator), "validator") if case.validator else ("Unassigned", "")
    if case.assessor:
        return str(case.assessor), "assessor"
    return (str(case.lead), "lead") if case.lead else ("Unassigned", "")


__all__ = ["Due", "Row", "days", "owner_of", "rows_of"]
