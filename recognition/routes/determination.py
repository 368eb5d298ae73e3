"""Facts and a rule set in; outcome, every rule's verdict, the reason in words and the source out. Pure.

The order (domain section 3): eligibility gates, then criteria, any of which gives its route (Recognition B), then
requirements, of which a route needs all (Recognition A); else triage. A missing answer that a rule needs gives triage,
never a route.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from .determination_json import as_json, hits_as_json
from .determined import Determination
from .judging import MET, UNANSWERED, Bench, Verdict
from .operators import NOT_OLDER, OLDER, years_before
from .reasons import reason_for
from .spec import RuleSetSpec, Value

__all__ = ["Determination", "as_json", "determine", "hits_as_json"]

TRIAGE, NOT_ELIGIBLE = "TRIAGE", "NOT_ELIGIBLE"
BLOCK_VALIDATION = "BLOCK_VALIDATION"
GATES, CRITERIA, REQUIREMENTS = "eligibility", "criterion", "requirement"
TOO_LATE = "EFFECTIVE-UNTIL"
BOUNDARY, LATE_LEAD_TIME = "boundary", "late_lead_time"
CRITERIA_MET = "recognition_b_hits"  # the fact that requirements may ask for


def determine(
    facts: Mapping[str, Value],
    spec: RuleSetSpec,
    *,
    submitted_on: date | None,
    form_received_on: date | None = None,
    today: date,
) -> Determination:
    planned = _date(facts, "planned_submission_date")
    bench = Bench(facts, spec, submitted_on or planned or today)
    verdicts = (*_too_late(bench), *_verdicts(bench))
    outcome, hits = _outcome(verdicts)
    unanswered = _unanswered(verdicts)
    is_late = _is_late(bench, outcome, planned or submitted_on, form_received_on or submitted_on or today)
    flags = ((BOUNDARY, _is_at_boundary(bench)), (LATE_LEAD_TIME, is_late))
    return Determination(
        outcome=outcome,
        hits=tuple(verdict.code for verdict in hits),
        verdicts=verdicts,
        unanswered=unanswered,
        flags=tuple(flag for flag, is_set in flags if is_set),
        blocks=tuple(v.code for v in verdicts if v.is_met and v.effect == BLOCK_VALIDATION),
        reason=reason_for(outcome, hits, verdicts, spec),
        source="; ".join(dict.fromkeys(verdict.source for verdict in hits if verdict.source)),
        rule_set=str(spec),
        measured_on=bench.measured_on,
        planned_on=planned,
    )


def _too_late(bench: Bench) -> tuple[Verdict, ...]:
    """A gate that every rule set has: it judges no submission that came in after its last day."""
    spec, received = bench.spec, bench.measured_on
    if spec.effective_until is None or received <= spec.effective_until:
        return ()
    words = (
        f"{spec.name or spec} takes submissions received up to {_said(spec.effective_until)}, and this one was "
        f"received on {_said(received)}."
    )
    return (Verdict(TOO_LATE, GATES, NOT_ELIGIBLE, MET, "", (), (), words, "", ""),)


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _verdicts(bench: Bench) -> tuple[Verdict, ...]:
    """In the rule set's order. How many criteria are met is a fact that the requirements may ask for."""
    first = {rule.code: bench.judge(rule) for rule in bench.spec.rules if rule.stage != REQUIREMENTS}
    met = sum(verdict.is_met for verdict in first.values() if verdict.stage == CRITERIA)
    informed = Bench({**bench.facts, CRITERIA_MET: met}, bench.spec, bench.measured_on)
    return tuple(first.get(rule.code) or informed.judge(rule) for rule in bench.spec.rules)


def _outcome(verdicts: Sequence[Verdict]) -> tuple[str, list[Verdict]]:
    gates = [verdict for verdict in verdicts if verdict.stage == GATES]
    if shut := _met(gates, NOT_ELIGIBLE):
        return NOT_ELIGIBLE, shut
    doubtful = _met(gates, TRIAGE)
    if doubtful or _any_unanswered(gates):
        return TRIAGE, doubtful
    criteria = [verdict for verdict in verdicts if verdict.stage == CRITERIA]
    for route in _routes(criteria):
        if hits := _met(criteria, route):
            return route, hits
    return (TRIAGE, []) if _any_unanswered(criteria) else _by_requirements(verdicts)


def _by_requirements(verdicts: Sequence[Verdict]) -> tuple[str, list[Verdict]]:
    """The first route whose requirements are all met; none past one that a missing answer may yet give."""
    requirements = [verdict for verdict in verdicts if verdict.stage == REQUIREMENTS]
    for route in _routes(requirements):
        own = [verdict for verdict in requirements if verdict.effect == route]
        if all(verdict.is_met for verdict in own):
            return route, own
        if all(verdict.verdict in (MET, UNANSWERED) for verdict in own):
            break
    return TRIAGE, []


def _routes(verdicts: Sequence[Verdict]) -> Iterable[str]:
    return dict.fromkeys(verdict.effect for verdict in verdicts)


def _met(verdicts: Iterable[Verdict], effect: str) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict.verdict == MET and verdict.effect == effect]


def _any_unanswered(verdicts: Iterable[Verdict]) -> bool:
    return any(verdict.verdict == UNANSWERED for verdict in verdicts)


def _unanswered(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(question for verdict in verdicts for question in verdict.unanswered))


def _is_at_boundary(bench: Bench) -> bool:
    """A date that lies exactly at an age limit of any rule: a day more or less would change the verdict."""
    return any(
        bench.answer(condition.question) == years_before(bench.measured_on, condition.value)
        for rule in bench.spec.rules
        for condition in rule.conditions
        if condition.operator in (OLDER, NOT_OLDER) and isinstance(condition.value, int)
    )


def _is_late(bench: Bench, outcome: str, submission: date | None, form_on: date) -> bool:
    """T7 and T8: for a new active substance, and where the result is triage, the form is due ahead."""
    is_due_ahead = bench.facts.get("is_nas") is True or outcome == TRIAGE
    lead = timedelta(days=bench.spec.policy.form_lead_days)
    return is_due_ahead and submission is not None and form_on > submission - lead


def _date(facts: Mapping[str, Value], name: str) -> date | None:
    value = facts.get(name)
    return value if isinstance(value, date) else None
