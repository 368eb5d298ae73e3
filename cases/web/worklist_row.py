"""One case as the worklist shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cases.models import Application, Deadline
from cases.models.state import IN_VALIDATION
from cases.queries.majors import NONE, Majors, majors_by_case
from cases.queries.suspects import suspected
from cases.queries.worklist_rows import Dated, open_deadlines, overdue_beside
from recognition.accounts.actors import Actor

from .words import day, days, due_colour, due_in, state_colour


@dataclass(frozen=True, slots=True)
class Due:
    """The next date: what is due, the date written out, how long until then, whether the clock stands, and what else
    is overdue."""

    name: str
    on: str
    words: str
    colour: str
    stopped: str = ""
    beside: str = ""


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
    marked = suspected(cases, actor) if actor else set()
    return [replace(row, is_suspect=row.case.pk in marked) for row in rows]


def _row(case: Application, deadlines: list[Deadline], majors: Majors, today: date) -> Row:
    owner, part = owner_of(case)
    passport = getattr(case, "innovation_passport", None)
    number = passport.number if passport else ""
    return Row(case, due_of(case, deadlines, today), owner, part, majors.said, number, state_colour(case.state))


def due_of(case: Application, deadlines: list[Deadline], today: date) -> Due | None:
    if not deadlines:
        return None
    row, standing = deadlines[0], [one for one in deadlines if one.status == Deadline.Status.STOPPED]
    stopped, beside = "Clock stopped" if standing else "", beside_of(deadlines, case, today)
    if row.status == Deadline.Status.STOPPED:
        return Due(row.name, f"forecast {day(row.due_on)}", "Stopped", "yellow", beside=beside)
    return Due(row.name, day(row.due_on), due_in(row.due_on, today), due_colour(row.due_on, today), stopped, beside)


def beside_of(dates: Sequence[Dated], case: Application, today: date) -> str:
    """ "Overdue as well: Decision, 19 November 2026". A date whose turn it is stands before one that is over."""
    late = overdue_beside(dates, case.state, today)
    if late is None:
        return ""
    return f"{'Overdue as well' if dates[0].due_on < today else 'Overdue'}: {late.name}, {day(late.due_on)}"


def owner_of(case: Application) -> tuple[str, str]:
    """Who has it, and as what: the validator until day 0, then the assessor."""
    if case.state in IN_VALIDATION or (case.validator and not case.assessor and not case.route):
        return (str(case.validator), "validator") if case.validator else ("Unassigned", "")
    if case.assessor:
        return str(case.assessor), "assessor"
    return (str(case.lead), "lead") if case.lead else ("Unassigned", "")


__all__ = ["Due", "Row", "beside_of", "days", "due_of", "owner_of", "rows_of"]
