"""What is asked of a rule set before it may be proposed: that every rule can be judged, every route ends, and every
reminder comes in time. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from .checks_routes import route_faults
from .checks_rules import GATE_EFFECTS, question_faults, rule_faults
from .checks_sections import section_faults
from .checks_timetable import double_faults, milestone_faults
from .fault import Fault
from .spec import RuleSetSpec


def faults(spec: RuleSetSpec) -> list[Fault]:
    return [
        *_effective_faults(spec),
        *_outcome_faults(spec),
        *question_faults(spec),
        *(fault for rule in spec.rules for fault in rule_faults(rule, spec)),
        *(fault for route in spec.routes.values() for fault in route_faults(route, spec)),
        *(fault for milestone in spec.milestones for fault in milestone_faults(milestone, spec)),
        *section_faults(spec),
        *double_faults(spec),
    ]


def _effective_faults(spec: RuleSetSpec) -> Iterator[Fault]:
    if spec.effective_until is not None and spec.effective_until < spec.effective_from:
        yield Fault("The rule set", f"ends on {spec.effective_until}, before it begins")


def _outcome_faults(spec: RuleSetSpec) -> Iterator[Fault]:
    """Without a rule that leads there no case would ever get a route, and a rule cannot lead to a route that is not."""
    effects = dict.fromkeys(rule.effect for rule in spec.rules if rule.effect not in GATE_EFFECTS)
    if not effects:
        words = "lead to no route: at least one criterion or requirement has to give one"
        yield Fault("The rules", words, unfinished=True)
    for effect in effects:
        if effect not in spec.routes:
            yield Fault("The rules", f"lead to route {effect}, and there is no such route", unfinished=True)
