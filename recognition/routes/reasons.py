"""Why a case goes where it goes, in words that a letter can carry. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from .judging import UNANSWERED, Verdict
from .spec import RuleSetSpec

OPENINGS = {
    "NOT_ELIGIBLE": "Not eligible for international recognition.",
    "TRIAGE": "A person has to decide the route (triage).",
    "B": "Recognition B: at least one of its criteria is met.",
    "A": "Recognition A: no Recognition B criterion is met, and every requirement of Recognition A is.",
}


def reason_for(outcome: str, hits: Sequence[Verdict], verdicts: Sequence[Verdict], spec: RuleSetSpec) -> str:
    parts = [OPENINGS[outcome], *(f"{hit.code}: {hit.words}" for hit in hits)]
    if outcome == "TRIAGE":
        parts += _missing(verdicts, spec) or ([] if hits else _not_a(verdicts))
    parts += [f"{v.code}: {v.words}" for v in verdicts if v.is_met and v.effect == "BLOCK_VALIDATION"]
    return " ".join(parts)


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


def _not_a(verdicts: Sequence[Verdict]) -> list[str]:
    short = [v.code for v in verdicts if v.effect == "A" and not v.is_met]
    if not short:
        return ["No rule gives a route."]
    return [f"No Recognition B criterion is met, but Recognition A is not reached either: {_names(short)} not met."]


def _names(codes: Sequence[str]) -> str:
    return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} and {codes[-1]}"
