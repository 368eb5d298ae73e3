"""One case under another version of the rules. Pure: a simulation asks it of thousands, and the move asks it again
under the case's lock, so that what was simulated is what happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from cases.deadlines.planned import planned
from cases.models import Application, Reminder
from cases.queries.consequence import REDETERMINABLE, Consequence, Standpoint, consequence, is_reverted
from cases.workflow.lines import lines, put_right
from cases.workflow.moves import ClockAct
from recognition.routes.determination import Determination, determine
from recognition.routes.difference import difference
from recognition.routes.facts import check_facts
from recognition.routes.ledger import Entry
from recognition.routes.spec import RuleSetSpec
from recognition.routes.timetable import timetable

from .foreseen import Foreseen, Stand, dates_of
from .given import Given

TRIAGE = "TRIAGE"


def foresee(given: Given, own: RuleSetSpec, other: RuleSetSpec, *, today: date) -> Foreseen:
    """What the case is under its `own` version on `today`, and what it would be under the `other`.

    A decided case is not moved: of it only the dates that the other version would have given are said.
    """
    was, becomes = _judged(given, own, today), _judged(given, other, today)
    before = _stand(given, was.outcome, own, today)
    follows, ledger = _follows(given, becomes.outcome, other, today)
    moved = replace(given, state=follows.state, route=follows.route, ledger=ledger, reminders=_states(given, before))
    return Foreseen(
        before=before,
        after=_stand(moved, becomes.outcome, other, today),
        rules=_rules(was, becomes),
        why=becomes.reason if becomes.outcome != was.outcome else "",
        undetermined=becomes.outcome == TRIAGE != was.outcome,
        cannot_move=_cannot_move(given, own, other),
    )


def _judged(given: Given, spec: RuleSetSpec, today: date) -> Determination:
    values, _ = check_facts(given.answers, spec, today=today)
    return determine(
        values, spec, submitted_on=given.submitted_on, form_received_on=given.form_received_on, today=today
    )


def _stand(given: Given, outcome: str, spec: RuleSetSpec, today: date) -> Stand:
    result = timetable(given.ledger, spec, today=today, authorisation=given.authorisation)
    reminders = {key: plan.on for key, plan in planned(result, given.reminders).items()}
    return Stand(outcome, given.state, given.route, dates_of(result.deadlines), reminders)


def _states(given: Given, before: Stand) -> dict[Any, str]:
    """The reminders as the case's own version leaves them today: what the other one finds."""
    sent = {key: state for key, state in given.reminders.items() if state != Reminder.State.PLANNED}
    return {**sent, **dict.fromkeys(before.reminders, str(Reminder.State.PLANNED))}


def _follows(given: Given, outcome: str, spec: RuleSetSpec, today: date) -> tuple[Consequence, tuple[Entry, ...]]:
    """What becomes of the case, and its ledger with the lines that the move writes."""
    if given.state not in REDETERMINABLE:
        return Consequence("", given.route, given.state), given.ledger
    is_settled = given.is_decided_by_person or is_reverted(given.ledger)
    standpoint = Standpoint(given.state, given.route, given.submitted_on is not None, is_settled)
    follows = consequence(standpoint, outcome, routes=spec.routes)
    acts = (*(put_right(given.ledger) if follows.move == "redetermine_route" else ()), *_clock(follows.move))
    added = lines(acts, given.ledger, on=today, route=follows.route, until=_no_extension) if acts else []
    return follows, (*given.ledger, *added)


def _clock(move: str) -> tuple[ClockAct, ...]:
    """What the machine says that the move does to the ledger."""
    meta = getattr(Application, move)._django_fsm
    acts: tuple[ClockAct, ...] = next(iter(meta.transitions.values())).custom["clock"]
    return acts


def _no_extension(name: str) -> date:
    raise LookupError(f"to determine again extends nothing: {name}")


def _rules(was: Determination, becomes: Determination) -> list[dict[str, str]]:
    pair = [{"verdicts": [_said(one) for one in found.verdicts]} for found in (was, becomes)]
    changes = difference(*pair).rules
    return [{"rule": row.rule, "was": row.was, "becomes": row.becomes, "why": row.why} for row in changes]


def _said(verdict: Any) -> dict[str, str]:
    return {"rule": verdict.code, "verdict": verdict.verdict, "why": verdict.words, "source": verdict.source}


def _cannot_move(given: Given, own: RuleSetSpec, other: RuleSetSpec) -> str:
    if given.state not in REDETERMINABLE:
        return "It is decided."
    if own.id == other.id:
        return f"It is under {other} already."
    if other.effective_from < own.effective_from:
        return f"It is under {own}, which is newer."
    if given.route and given.route not in other.routes:
        return f"{other} has no route {given.route}, which it is on."
    return ""
