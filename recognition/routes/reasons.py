"""Why a case goes where it goes, in words that a letter can carry. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from .judging import UNANSWERED, Verdict
from .spec import RuleSetSpec

OPENINGS = {
    "NOT_ELIGIBLE": "Not eligible for international recognition.",
    "TRIAGE": "A person has to decide the route (triage).",
}


def reason_for(outcome: str, hits: Sequence[Verdict], verdicts: Sequence[Verdict], spec: RuleSetSpec) -> str:
    opening = OPENINGS.get(outcome) or _route_opening(outcome, hits, verdicts, spec)
    parts = [opening, *(f"{hit.code}: {hit.words}" for hit in hits)]
    if outcome == "TRIAGE":
        parts += _missing(verdicts, spec) or ([] if hits else _not_reached(verdicts, spec))
    parts += [f"{v.code}: {v.words}" for v in verdicts if v.is_met and v.effect == "BLOCK_VALIDATION"]
    return " ".join(parts)


def _route_opening(outcome: str, hits: Sequence[Verdict], verdicts: Sequence[Verdict], spec: RuleSetSpec) -> str:
    name = spec.route_name(outcome)
    if hits and hits[0].stage == "criterion":
        return f"{name}: at least one of its criteria is met."
    others = _criteria_of(verdicts, spec)
    return f"{name}: {f'no {others} criterion is met, and ' if others else ''}every requirement of {name} is."


def _criteria_of(verdicts: Sequence[Verdict], spec: RuleSetSpec) -> str:
    """The names of the routes that have criteria."""
    routes = dict.fromkeys(verdict.effect for verdict in verdicts if verdict.stage == "criterion")
    return " or ".join(spec.route_name(code) for code in routes)


def _missing(verdicts: Sequence[Verdict], spec: RuleSetSpec) -> list[str]:
    """Each unanswered question once, with the rules that need it."""
    needed: dict[str, list[str]] = {}
    for verdict in verdicts:
        if verdict.verdict == UNANSWERED:
            for question in verdict.unanswered:
                needed.setdefault(question, []).append(verdict.code)
    return [f"Not answered, but needed for {_names(rules)}: {_asked(code, spec)}" for code, rules in needed.items()]


def _asked(code: str, spec: RuleSetSpec) -> str:
    question = spec.questions.get(code)
    return f"{code} ({question.wording})." if question and question.wording else f"{code}."


def _not_reached(verdicts: Sequence[Verdict], spec: RuleSetSpec) -> list[str]:
    others, short = _criteria_of(verdicts, spec), dict[str, list[str]]()
    for verdict in verdicts:
        if verdict.stage == "requirement" and not verdict.is_met:
            short.setdefault(verdict.effect, []).append(verdict.code)
    if not short:
        return ["No rule gives a route."]
    missed = "; ".join(
        f"{spec.route_name(code)} is not reached either: {_names(own)} not met" for code, own in short.items()
    )
    return [f"No {others} criterion is met, but {missed}." if others else f"{missed.replace(' either', '')}."]


def _names(codes: Sequence[str]) -> str:
    return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} and {codes[-1]}"
