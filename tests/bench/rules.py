"""Determination and replay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cases.models import Application
from cases.operations.determine import asked
from cases.queries.answers import answers_of
from cases.queries.rules import spec_for
from cases.replay.play import replay
from cases.replay.scenario import Scenario, read
from recognition.clock import today
from recognition.routes.determination import determine
from recognition.routes.facts import check_facts

from .measure import Figure, median_ms

SCENARIOS = Path(__file__).parent.parent / "cases" / "replay" / "scenarios"


def determination() -> Iterator[Figure]:
    case = Application.objects.select_related("rule_set").exclude(submitted_on=None).first()
    if case is None:
        return
    spec, on = spec_for(case), today()
    facts, _ = check_facts(answers_of(case), spec, today=on)
    dates = {"submitted_on": case.submitted_on, "form_received_on": case.form_received_on, "today": on}
    pure = median_ms(lambda: determine(facts, spec, **dates), times=200)
    yield Figure("Determination of one application", pure, "ms", 5, f"{len(spec.rules)} rules")
    read_too = median_ms(lambda: asked(case, **dates), times=100)
    yield Figure("  with its answers read and checked", read_too, "ms", 5)


def replays() -> Iterator[Figure]:
    for path in sorted(SCENARIOS.glob("*.json")):
        yield _replay(read(path), path.stem)


def _replay(scenario: Scenario, name: str) -> Figure:
    took = median_ms(lambda: replay(scenario, today=today()), times=3, before=1) / 1000
    return Figure(f"Replay of {name}", took, "s", 1, f"{len(scenario.events)} events")
