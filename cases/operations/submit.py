from __future__ import annotations

from datetime import date, datetime

from django.db.models import prefetch_related_objects

from cases.models import Application, Determination, State
from cases.workflow.lock import locked
from cases.workflow.perform import perform
from recognition.accounts.actors import Actor
from recognition.clock import local_date
from recognition.routes.determination import Determination as Found
from recognition.routes.load import published_on

from .check_submission import check_submission
from .determine import asked, by_person, keep
from .file_eligibility_form import form_lines, summary
from .require import require_state


def submit(*, application: Application, actor: Actor, at: datetime, papers_checked: bool = False) -> Application:
    """The submission arrives: its route is determined as of this day, and the statutory 210 days begin.

    A draft's eligibility form comes with it. A route that a person decided stands. Raises `InvalidInput` listing all
    that is missing; a replay, which has no papers, says that they were `papers_checked`.
    """
    on = local_date(at)
    with locked(application) as case:
        require_state(case, [State.DRAFT, State.ELIGIBLE], "Submit")
        prefetch_related_objects([case], "reference_approvals")  # rules, papers and record each ask for them
        if case.state == State.DRAFT:
            case.rule_set = published_on(on)  # the version in force on the day of submission judges it
        form_on = case.form_received_on or on
        found, changed = asked(case, submitted_on=on, form_received_on=form_on, today=on)
        decided = by_person(case)
        outcome = decided.outcome if decided else found.outcome
        if not papers_checked:
            check_submission(case, route=outcome, on=on)
        _receive(case, outcome, found, actor=actor, at=at)
        keep(case, found, actor=actor, at=at, on=on, cause=Determination.Cause.SUBMISSION, difference=changed)
    return case


def _receive(case: Application, outcome: str, found: Found, *, actor: Actor, at: datetime) -> None:
    on = local_date(at)
    form_on = case.form_received_on or on
    clock = form_lines(case, found, form_on) if case.form_received_on is None else ()
    *before, last = _moves(case, outcome, form_on, on)
    for move, arguments in (*before, last):
        more = move != last[0]
        perform(
            case, move, actor=actor, at=at, data=summary(found), clock=clock, arguments=arguments, another_follows=more
        )
        clock = ()


def _moves(case: Application, outcome: str, form_on: date, on: date) -> list[tuple[str, dict[str, object]]]:
    """Out of a draft with a route it is two moves: the form is found eligible, and the submission received."""
    form: dict[str, object] = {"form_received_on": form_on}
    if outcome == "NOT_ELIGIBLE":
        return [("find_not_eligible", form)]
    if outcome == "TRIAGE":
        return [("receive_for_triage", {"submitted_on": on, **form})]
    first = [("find_eligible", {"route": outcome, **form})] if case.state == State.DRAFT else []
    return [*first, ("receive", {"submitted_on": on, "route": outcome})]
