"""Whether every deadline can be worked out and kept, and every reminder comes in time. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from . import ledger
from .fault import Fault
from .spec import MilestoneSpec, ReminderSpec, RouteSpec, RuleSetSpec

CLOCKS: Final = frozenset(
    {
        ledger.ELIGIBILITY,
        ledger.VALIDATION,
        ledger.CORRECTION,
        ledger.ROUTE,
        ledger.STATUTORY,
        ledger.REPLY,
        ledger.CONSULTATION,
        ledger.REPRESENTATIONS,
        ledger.AUTHORISATION,
        ledger.PASSPORT,
        ledger.JOINT_ADVICE,
    }
)
READERS: Final = ("assessor", "lead", "manager", "validator", "company")
SHORTEST_MONTH, LONGEST_MONTH = 28, 31


def milestone_faults(milestone: MilestoneSpec, spec: RuleSetSpec) -> Iterator[Fault]:
    place = f"Milestone {milestone.code}" + (f" of route {milestone.route}" if milestone.route else "")
    if milestone.clock not in CLOCKS and not milestone.clock.startswith(ledger.TARGET):
        yield Fault(place, f'counts on the clock "{milestone.clock}", and there is no such clock')
    if milestone.route and milestone.route not in spec.routes:
        yield Fault(place, "is for a route that there is not")
    yield from _unit_faults(milestone, place)
    yield from _met_faults(milestone, spec, place)
    yield from _length_faults(milestone, spec, place)
    for step in milestone.reminders:
        yield from _reminder_faults(step, milestone, spec, place)


def double_faults(spec: RuleSetSpec) -> Iterator[Fault]:
    """A case has one deadline of a code at a time, so that a date and its reminders have one meaning."""
    for one, other in combinations(spec.milestones, 2):
        if one.code == other.code and _meet(one.route, other.route) and _share(one, other):
            place = f"Milestone {one.code}"
            yield Fault(place, f"is there twice for {one.route or other.route or 'every route'}: give one another code")


def _meet(one: str, other: str) -> bool:
    return not one or not other or one == other


def _share(one: MilestoneSpec, other: MilestoneSpec) -> bool:
    first, second = set(one.authorisations), set(other.authorisations)
    return not first or not second or bool(first & second)


def _unit_faults(milestone: MilestoneSpec, place: str) -> Iterator[Fault]:
    clock, unit = milestone.clock, milestone.unit
    if (clock == ledger.REPLY) != (unit == "reply_days"):
        yield Fault(place, "has to be due after the days of its stop rule if it is a reply, and only then")
    elif clock == ledger.ROUTE and unit != "days":
        yield Fault(place, "is on the route's clock, which counts days as the route says and nothing else")
    if milestone.amount < 0 and clock != ledger.ELIGIBILITY:
        yield Fault(place, "is due before its clock starts, which only an eligibility form is")


def _met_faults(milestone: MilestoneSpec, spec: RuleSetSpec, place: str) -> Iterator[Fault]:
    met_by, clock = milestone.met_by, milestone.clock
    if met_by == "decision" and clock not in (ledger.ROUTE, ledger.STATUTORY):
        yield Fault(place, "cannot be met by the decision, which ends the route's and the statutory clock alone")
    if met_by in ("request", "passing") and clock != ledger.ROUTE:
        yield Fault(place, "can be met by a request, or by its day, only on the route's clock")
    if met_by == "request" and not any(route.stops for route in _routes_of(milestone, spec)):
        words = "is met by a request that stops the clock, and no stop rule allows one"
        yield Fault(place, words, unfinished=True)


def _routes_of(milestone: MilestoneSpec, spec: RuleSetSpec) -> list[RouteSpec]:
    return [route for route in spec.routes.values() if milestone.route in ("", route.code)]


def _length_faults(milestone: MilestoneSpec, spec: RuleSetSpec, place: str) -> Iterator[Fault]:
    if milestone.clock != ledger.ROUTE or milestone.unit != "days":
        return
    for route in _routes_of(milestone, spec):
        if route.length_days is not None and milestone.amount > route.length_days:
            yield Fault(place, f"is due on day {milestone.amount}, past the end of route {route.code}")


def _reminder_faults(step: ReminderSpec, milestone: MilestoneSpec, spec: RuleSetSpec, place: str) -> Iterator[Fault]:
    """One day after the due day is allowed, for the notice that it was missed."""
    unknown = [reader for reader in step.tells if reader not in READERS]
    if unknown or not step.tells:
        told = ", ".join(unknown) or "nobody"
        yield Fault(place, f"has a reminder {step.label} for {told}; name {', '.join(READERS)}")
    yield from _escalation_faults(step, place)
    latest = _latest(milestone, spec)
    if step.kind != "before_due" and latest is not None and _days(step.amount, step.unit) > latest:
        yield Fault(place, f"has a reminder {step.label} after it is due")
    if step.kind == "clock_day" and step.unit != "days":
        yield Fault(place, f"has a reminder {step.label} on a day of the clock, counted in months")


def _escalation_faults(step: ReminderSpec, place: str) -> Iterator[Fault]:
    """What nobody can acknowledge in the application cannot be found unacknowledged."""
    staff = [reader for reader in step.tells if reader != "company"]
    if step.how == "in_app" and "company" in step.tells:
        yield Fault(place, f"tells the company of {step.label} in the application alone; say by mail, or both")
    if step.escalate_after_days is None:
        return
    if step.escalate_after_days == 0:
        yield Fault(place, f"has a reminder {step.label} that escalates after 0 days; give at least 1, or none")
    if not staff:
        yield Fault(place, f"has a reminder {step.label} that escalates, and tells nobody of the staff")
    if step.how == "mail":
        yield Fault(place, f"has a reminder {step.label} that escalates by mail alone, which nobody can acknowledge")


def _days(amount: int, unit: str) -> int:
    return amount * SHORTEST_MONTH if unit == "months" else amount


def _latest(milestone: MilestoneSpec, spec: RuleSetSpec) -> int | None:
    """The last day after its clock's start on which a reminder is in time; None where that cannot be told."""
    if milestone.unit == "meeting":
        return None
    if milestone.unit == "reply_days":
        rules = [rule for route in _routes_of(milestone, spec) for rule in route.stop_rules]
        return max((rule.reply_days for rule in rules), default=0) + 1
    return (milestone.amount * LONGEST_MONTH if milestone.unit == "months" else milestone.amount) + 1
