"""The dates that a submission would have: for a company that plans, before there is anything to count from."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypedDict

from recognition.routes.ledger import ELIGIBILITY, ENDED, MET, ROUTE, STARTED, STATUTORY, VALIDATION, Entry
from recognition.routes.spec import RuleSetSpec
from recognition.routes.timetable import timetable

TRIAGE = "TRIAGE"


class Step(TypedDict):
    """`day` is the day on the deadline's own clock, `due_on` the date if validation takes as long as it is given."""

    code: str
    day: int
    due_on: date


def forecast(spec: RuleSetSpec, *, outcome: str, submitted_on: date, form_is_due_ahead: bool) -> list[Step]:
    """No steps where the procedure is closed to the product; in triage those alone that no route changes."""
    if outcome not in (*spec.routes, TRIAGE):
        return []
    ledger = _ledger(spec, outcome, submitted_on, form_is_due_ahead)
    amounts = {row.code: row.amount for row in spec.milestones if row.route in ("", outcome)}
    due = sorted(timetable(ledger, spec, today=submitted_on).deadlines, key=lambda row: row.due_on)
    return [Step(code=row.code, day=amounts[row.code], due_on=row.due_on) for row in due]


def _ledger(spec: RuleSetSpec, outcome: str, submitted_on: date, form_is_due_ahead: bool) -> list[Entry]:
    entries = [Entry(VALIDATION, STARTED, submitted_on), Entry(STATUTORY, STARTED, submitted_on)]
    if form_is_due_ahead:
        entries.append(Entry(ELIGIBILITY, STARTED, submitted_on))
    if outcome in spec.routes:
        day_zero = submitted_on + timedelta(days=_validation_days(spec))
        entries.append(Entry(VALIDATION, ENDED, day_zero, outcome=MET))
        entries.append(Entry(ROUTE, STARTED, day_zero, route=outcome))
    return entries


def _validation_days(spec: RuleSetSpec) -> int:
    """The planning default (domain 4.2): the validation milestone's own days."""
    return next((row.amount for row in spec.milestones if row.clock == VALIDATION and row.unit == "days"), 0)
