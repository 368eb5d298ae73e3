"""What a determination says. It is kept with the case, so it stands on plain values alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .judging import Verdict


@dataclass(frozen=True, slots=True)
class Determination:
    """`hits` are the rules that led to the outcome; `blocks` those that hold validation up. `measured_on` is the
    submission date that ages were measured from, `planned_on` the one that the company plans."""

    outcome: str
    hits: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    unanswered: tuple[str, ...]
    flags: tuple[str, ...]
    blocks: tuple[str, ...]
    reason: str
    source: str
    rule_set: str
    measured_on: date
    planned_on: date | None
