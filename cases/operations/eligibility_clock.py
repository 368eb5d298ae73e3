"""The eligibility form's own deadline: six weeks before the planned submission, where one is due ahead (T7, T8)."""

from __future__ import annotations

from datetime import date

from cases.models import Application, State
from cases.workflow.moves import ClockAct
from recognition.routes.ledger import CANCELLED, CORRECTED, ELIGIBILITY, ENDED, MET, STARTED


def form_deadline(application: Application) -> tuple[ClockAct, ...]:
    """The ledger's lines while drafting: a new active substance has its form due ahead of the planned submission; a
    plan that changes is a correction, one that is given up ends the clock."""
    if application.state != State.DRAFT:
        return ()
    if not (application.facts.get("is_nas") and application.facts.get("planned_submission_date")):
        return (ClockAct(ELIGIBILITY, ENDED, CANCELLED),)
    return _planned(application)


def form_arrived(application: Application, *, on: date, due: bool, eligible: bool) -> tuple[ClockAct, ...]:
    """The ledger's lines when the form has come in. `due`: it was due ahead (a new active substance, or triage). A
    form that finds the case not eligible had no lead to keep, so its deadline is cancelled."""
    started = _planned(application) if due and eligible else ()
    return (*started, ClockAct(ELIGIBILITY, ENDED, MET if eligible else CANCELLED, on=on))


def _planned(application: Application) -> tuple[ClockAct, ...]:
    text = application.facts.get("planned_submission_date")
    if not text:
        return ()
    planned = date.fromisoformat(str(text))
    rows = list(application.clock_entries.filter(clock=ELIGIBILITY)) if application.pk else []
    if not rows or rows[-1].act == ENDED:
        return (ClockAct(ELIGIBILITY, STARTED, on=planned),)
    if rows[-1].on == planned:
        return ()
    started = next(row for row in reversed(rows) if row.act == STARTED)
    return (ClockAct(ELIGIBILITY, CORRECTED, on=planned, corrects=started.number),)
