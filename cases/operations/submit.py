from __future__ import annotations

from datetime import date, datetime

from cases.models import Application, State
from cases.workflow.lock import locked
from cases.workflow.perform import perform
from recognition.accounts.actors import Actor
from recognition.clock import local_date
from recognition.routes.load import published_on

from .check_submission import check_submission
from .determine import determination_of, keep
from .file_eligibility_form import form_lines, summary
from .require import require_state


def submit(
    *, application: Application, actor: Actor, at: datetime, papers_checked: bool = False
) -> Application:
    """The submission arrives: its route is determined as of this day, and the statutory 210 days begin.

    A draft's eligibility form comes with it. A route that a person decided stands. Raises `InvalidInput` listing all
    that is missing; a replay, which has no papers, says that they were `papers_checked`.
    """
    on = local_date(at)
    with locked(application) as case:
        require_state(case, [State.DRAFT, State.ELIGIBLE], "Submit")
        if case.state == State.DRAFT:
            case.rule_set = published_on(on)  # the version in force on the day of submission judges it
        if not papers_checked:
            check_submission(case, on=on)
        _receive(case, actor, at, on)
    return case


def _receive(case: Application, actor: Actor, at: datetime, on: date) -> None:
    form_on = case.form_received_on or on
    found = determination_of(case, submitted_on=on, form_received_on=form_on, today=on)
    outcome = _decided_by_person(case) or found.outcome
    clock = form_lines(case, found, form_on) if case.form_received_on is None else ()
    common = {"actor": actor, "at": at, "data": summary(found)}
    if outcome == "NOT_ELIGIBLE":
        perform(case, "find_not_eligible", **common, clock=clock, form_received_on=form_on)
    elif outcome == "TRIAGE":
        perform(case, "receive_for_triage", **common, clock=clock, submitted_on=on, form_received_on=form_on)
    else:
        if case.state == State.DRAFT:
            perform(case, "find_eligible", **common, clock=clock, route=outcome, form_received_on=form_on)
        perform(case, "receive", actor=actor, at=at, data=summary(found), submitted_on=on, route=outcome)
    keep(case, found, actor=actor, at=at, on=on)


def _decided_by_person(case: Application) -> str:
    newest = case.determinations.first()
    return newest.outcome if newest is not None and newest.kind == "person" else ""


