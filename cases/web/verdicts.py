"""A determination as the pages show it: the outcome, the rules that led there, and all the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from cases.models import Determination
from recognition.routes.models import Question

from .answers import in_words
from .difference import Differs, differs
from .verdict_words import FLAGS, OUTCOMES

STAGES: Final = {"criterion": "criteria", "requirement": "requirements"}
COLOURS: Final = {"met": "blue", "unanswered": "yellow", "not met": "grey", "does not apply": "grey"}


@dataclass(frozen=True, slots=True)
class Judged:
    """One rule and what became of it. `said` are the answers that it looked at."""

    rule: str
    stage: str
    effect: str
    verdict: str
    colour: str
    why: str
    said: list[tuple[str, str]]
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Told:
    """A determination in words. `reason` is a person's own where a person decided."""

    row: Determination
    outcome: str
    by_person: bool
    hits: list[Judged]
    blocks: list[Judged]
    flags: list[str]
    unanswered: list[str]
    stages: dict[str, list[Judged]]
    differs: Differs | None


def told(row: Determination, questions: Mapping[str, Question]) -> Told:
    judged = [_judged(verdict, questions) for verdict in row.verdicts]
    stages: dict[str, list[Judged]] = {}
    for one in judged:
        stages.setdefault(_stage(one), []).append(one)
    return Told(
        row=row,
        outcome=OUTCOMES.get(row.outcome, row.outcome),
        by_person=row.kind == Determination.Kind.PERSON,
        hits=[one for one in judged if one.rule in row.hits],
        blocks=[one for one in judged if one.rule in row.blocks],
        flags=[FLAGS.get(flag, flag) for flag in row.flags],
        unanswered=[_wording(code, questions) for code in row.unanswered],
        stages=stages,
        differs=differs(row, questions),
    )


def _stage(one: Judged) -> str:
    """Eligibility, or whose criteria or requirements they are."""
    part = STAGES.get(one.stage)
    return f"{OUTCOMES.get(one.effect, one.effect)} {part}" if part else "Eligibility"


def _judged(verdict: Mapping[str, Any], questions: Mapping[str, Question]) -> Judged:
    said = verdict.get("answers") or {verdict["question"]: verdict.get("answer")}
    return Judged(
        rule=verdict["rule"],
        stage=verdict.get("stage", ""),
        effect=verdict["effect"],
        verdict=verdict.get("verdict", ""),
        colour=COLOURS.get(verdict.get("verdict", ""), "grey"),
        why=verdict["why"],
        said=[(_wording(code, questions), in_words(one, questions.get(code))) for code, one in said.items() if code],
        source=verdict["source"],
        certainty=verdict.get("certainty", ""),
    )


def _wording(code: str, questions: Mapping[str, Question]) -> str:
    question = questions.get(code)
    return question.wording if question else code
