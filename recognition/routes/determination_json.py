"""A determination as JSON: for the replay, for the API, and for keeping with the case."""

from __future__ import annotations

from typing import Any

from .determined import Determination
from .facts_json import to_json, value_as_json
from .judging import Verdict


def as_json(determination: Determination) -> dict[str, Any]:
    """In full, with every rule's verdict. Its first four keys are the replay's `determination`."""
    return {
        "outcome": determination.outcome,
        "hits": list(determination.hits),
        "flags": list(determination.flags),
        "rule_set": determination.rule_set,
        "unanswered": list(determination.unanswered),
        "blocks": list(determination.blocks),
        "reason": determination.reason,
        "source": determination.source,
        "measured_on": determination.measured_on.isoformat(),
        "planned_on": determination.planned_on.isoformat() if determination.planned_on else None,
        "verdicts": [_verdict(verdict) for verdict in determination.verdicts],
    }


def hits_as_json(determination: Determination) -> list[dict[str, Any]]:
    """The `hits` of the API's eligibility checks."""
    by_code = {verdict.code: verdict for verdict in determination.verdicts}
    return [_hit(by_code[code]) for code in determination.hits]


def _hit(verdict: Verdict) -> dict[str, Any]:
    return {
        "rule": verdict.code,
        "question": verdict.question,
        "answer": value_as_json(verdict.answer),
        "effect": verdict.effect,
        "why": verdict.words,
        "source": verdict.source,
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return _hit(verdict) | {
        "stage": verdict.stage,
        "verdict": verdict.verdict,
        "answers": to_json(dict(verdict.answers)),
        "unanswered": list(verdict.unanswered),
        "certainty": verdict.certainty,
    }
