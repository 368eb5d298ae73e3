"""What the rules said, as companies read it: of a case, or of facts that are only being tried."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases.models import Application, Determination
from cases.queries.api_forecast import Step, forecast
from cases.queries.rules import spec_for
from recognition.clock import today
from recognition.routes.spec import RuleSetSpec

HIT = ("rule", "question", "answer", "effect", "why", "source")


def determination_json(kept: Determination) -> dict[str, Any]:
    """A person's own reasons are for staff; what comes of them is in the letter."""
    by_rules = kept.kind == Determination.Kind.RULES
    return {
        "outcome": kept.outcome,
        "hits": [{name: row[name] for name in HIT} for row in kept.verdicts if row["rule"] in kept.hits],
        "unanswered": kept.unanswered,
        "flags": kept.flags,
        "reason": kept.reason if by_rules else "A person has decided the route.",
        "rule_set": str(kept.rule_set),
    }


def history_json(kept: Determination) -> dict[str, Any]:
    """One of a case's history: when and why it was made, and how it differs from the rules' one before it."""
    return {
        **determination_json(kept),
        "on": kept.on,
        "by": kept.kind,
        "cause": kept.cause,
        "measured_on": kept.measured_on,
        "difference": _difference(kept.difference) if kept.difference else None,
    }


def _difference(held: dict[str, Any]) -> dict[str, Any]:
    """What was, and what is, under names of their own: pairs are hard to read in a schema."""
    names = ("outcome", "rule_set", "flags", "unanswered")
    pairs = {name: {"was": held[name][0], "becomes": held[name][1]} for name in names}
    answers = [{"question": code, "was": was, "becomes": becomes} for code, (was, becomes) in held["answers"].items()]
    return {**pairs, "rules": held["rules"], "answers": answers}


def filed_members(case: Application) -> dict[str, Any]:
    """What filing and submitting add to the application's own answer."""
    kept = case.determinations.select_related("rule_set").first()
    if kept is None:
        return {}
    outcome = case.route or kept.outcome
    steps = timetable_for(spec_for(case), case.facts, outcome, submitted_on=case.submitted_on)
    return {"determination": determination_json(kept), "timetable": steps}


def timetable_for(
    spec: RuleSetSpec, facts: dict[str, Any], outcome: str, *, submitted_on: date | None = None
) -> list[Step]:
    """From the submission, or the planned one, or else today. The form is due ahead as T7 and T8 say."""
    planned = facts.get("planned_submission_date")
    if isinstance(planned, str):
        planned = date.fromisoformat(planned)
    ahead = facts.get("is_nas") is True or outcome == "TRIAGE"
    return forecast(spec, outcome=outcome, submitted_on=submitted_on or planned or today(), form_is_due_ahead=ahead)
