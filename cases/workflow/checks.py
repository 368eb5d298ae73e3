"""The guards of the machine (domain 4.6), each with the code and the words of its refusal.

A guard reads `application.moving`, which `perform` sets: the day of the move, its arguments and the timetable as it
stood. A guard never writes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recognition.routes.ledger import VALIDATION

if TYPE_CHECKING:  # the application's model is built on this file
    from cases.models import Application


@dataclass(frozen=True, slots=True)
class Check:
    """A condition that can say why it fails. `why` returns the reason, or None where the guard is met."""

    rule: str
    why: Callable[[Application], str | None]

    def __call__(self, application: Application) -> bool:
        return self.why(application) is None


def _pl_number(application: Application) -> str | None:
    if application.facts.get("pl_number") or "pl_number" not in application.moving.spec.questions:
        return None
    return "The PL number is missing. It must be obtained before the eligibility form is filed: set pl_number."


def _route_set(application: Application) -> str | None:
    return None if application.route else "No route has been set. Determine the route, or decide the triage, first."


def _fee_paid(application: Application) -> str | None:
    return None if application.fee_reference else "No fee is recorded. Record the fee's reference first."


def _package(application: Application) -> str | None:
    """The answers stay as they were submitted, so a correction that has arrived since is the validator's to judge."""
    found = application.determinations.filter(kind="rules").first()
    if found is None or not found.blocks or _has_corrected(application):
        return None
    return "The reference package is not complete, in English and unredacted. Request a correction first."


def _no_open_deficiency(application: Application) -> str | None:
    rows = list(application.deficiencies.filter(resolved_at=None))
    if not rows:
        return None
    named = "; ".join(f"{row.number}. {row.text[:80]}{'…' if len(row.text) > 80 else ''}" for row in rows[:5])
    more = f", and {len(rows) - 5} more" if len(rows) > 5 else ""
    words = "A deficiency is open" if len(rows) == 1 else f"{len(rows)} deficiencies are open"
    return f"{words}: {named}{more}. Work off each, or request a correction."


def _has_corrected(application: Application) -> bool:
    run = application.moving.timetable.run(VALIDATION)
    return run is not None and any(stop.to_on for stop in run.stops)


def _not_submitted(application: Application) -> str | None:
    return None if application.submitted_on is None else "The submission has arrived: it is decided, not left to lapse."


def _no_open_major_objection(application: Application) -> str | None:
    majors = application.moving.majors
    return f"{majors.said}: resolve what is major first." if majors.total else None


def _open_major_objection(application: Application) -> str | None:
    if application.moving.majors.total:
        return None
    return "No major objection is open. A timetable reverts only for one that cannot be solved in time."


def _assessments(application: Application) -> str | None:
    left = [str(row) for row in application.moving.assessed.rows if row.state != "complete"]
    return f"Not complete yet: {', '.join(left)}. Complete each assessment first." if left else None


def _sections(application: Application) -> str | None:
    """A route that the case has come to later, or newer rules, may ask for more than what was complete then."""
    left = application.moving.assessed.left
    if not left:
        return None
    named = "; ".join(f"{name}: {', '.join(names)}" for name, names in left.items())
    return (
        f"Sections of the checklist are not done: {named}. {_first(application)}Assess each, which opens its "
        f"discipline again, complete that and have it signed off."
    )


def _peer_checks(application: Application) -> str | None:
    moving = application.moving
    rows = moving.assessed.rows if moving.spec.peer_check else []
    unsigned = [str(row) for row in rows if row.signed_off_on is None and not row.is_played]
    if not unsigned:
        return None
    return f"Not signed off yet: {', '.join(unsigned)}. {_first(application)}A colleague checks each assessment."


def _first(application: Application) -> str:
    return "Return the recommendation first. " if application.state == "awaiting_signature" else ""


PL_NUMBER = Check("PL-NUMBER", _pl_number)
ROUTE_SET = Check("ROUTE-SET", _route_set)
FEE_PAID = Check("FEE-PAID", _fee_paid)
PACKAGE_COMPLETE = Check("E12", _package)
NO_OPEN_DEFICIENCY = Check("NO-OPEN-DEFICIENCY", _no_open_deficiency)
NOT_SUBMITTED = Check("NOT-SUBMITTED", _not_submitted)
NO_OPEN_MAJOR_OBJECTION = Check("NO-OPEN-MAJOR-OBJECTION", _no_open_major_objection)
OPEN_MAJOR_OBJECTION = Check("OPEN-MAJOR-OBJECTION", _open_major_objection)
ASSESSMENTS_COMPLETE = Check("ASSESSMENTS-COMPLETE", _assessments)
SECTIONS_DONE = Check("SECTIONS-DONE", _sections)
PEER_CHECKED = Check("PEER-CHECKED", _peer_checks)
