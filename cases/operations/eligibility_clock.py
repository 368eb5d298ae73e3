"""The eligibility form's own deadline: six weeks before the planned submission, where one is due ahead (T7, T8)."""

from __future__ import annotations

from datetime import date

from cases.models import Application
from cases.workflow.moves import ClockAct
from recognition.routes.ledger import CANCELLED, CORRECTED, ELIGIBILITY, ENDED, MET, STARTED


def form_deadline(application: Application) -> tuple[ClockAct, ...]:
    """The ledger's lines while drafting: a new active substance has its form due ahead of the planned submission; a
    plan that changes is a correction."""
    if application.form_received_on or application.submitted_on or not application.facts.get("is_nas"):
        return ()
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
    started = next((row for row in rows if row.act == STARTED), None)
    if started is None:
        return (ClockAct(ELIGIBILITY, STARTED, on=planned),)
    if rows[-1].on == planned or rows[-1].act == ENDED:
        return ()
    return (ClockAct(ELIGIBILITY, CORRECTED, on=planned, corrects=started.number),)
