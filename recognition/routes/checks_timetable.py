"""Whether every route ends, every deadline lies within it, and every reminder comes in time. Pure."""

from __future__ import annotations

from collections.abc import Iterator
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
DECISION: Final = "decision"  # of `met_by`
SHORTEST_MONTH = 28


def route_faults(route: RouteSpec, spec: RuleSetSpec) -> Iterator[Fault]:
    place = f"Route {route.code}"
    own = [row for row in spec.milestones if row.clock == ledger.ROUTE and row.route in ("", route.code)]
    if route.length_days is None:
        if any(row.route for row in own) or route.phases or route.reverts_to:
            yield Fault(place, "has no clock, so it can have no milestone on it, no phase and no reversion")
    elif not any(row.met_by == DECISION for row in own):
        yield Fault(place, "has no milestone for its decision, so it would never end")
    elif route.phases and sum(phase.length_days for phase in route.phases) != route.length_days:
        yield Fault(place, f"has phases that do not add up to its {route.length_days} days")
    yield from _stop_faults(route, place)
    yield from _reversion_faults(route, spec, place)


def _stop_faults(route: RouteSpec, place: str) -> Iterator[Fault]:
    for rule in route.stop_rules:
        name = f'{place}, stop rule "{rule.name}",'
        first, last = route.window(rule)
        if rule.reply_days > rule.ceiling_days:
            yield Fault(name, "allows more days for a reply than the most that extensions can reach")
        if rule.stops_clock and route.length_days is None:
            yield Fault(name, "stops the clock, and the route has none")
        if route.length_days is not None and first > route.length_days:
            yield Fault(name, f"allows a request only from day {first}, after the route's end")
        if last is not None and last < first:
            yield Fault(name, f"allows a request from day {first} until day {last}, which is no day at all")


def _reversion_faults(route: RouteSpec, spec: RuleSetSpec, place: str) -> Iterator[Fault]:
    if not route.reverts_to:
        return
    if route.reverts_to not in spec.routes:
        yield Fault(place, f"reverts to {route.reverts_to}, and there is no such route")
    elif route.code in _followers(route, spec):
        yield Fault(place, "reverts in a circle")
    first, last = route.revert_from_day, route.revert_until_day
    if first is not None and last is not None and first > last:
        yield Fault(place, f"can revert from day {first} until day {last}, which is no day at all")
    if first is not None and first > (route.length_days or 0):
        yield Fault(place, f"can revert only from day {first}, after its end")


def _followers(route: RouteSpec, spec: RuleSetSpec) -> set[str]:
    seen: set[str] = set()
    following = spec.routes.get(route.reverts_to)
    while following is not None and following.code not in seen:
        seen.add(following.code)
        following = spec.routes.get(following.reverts_to)
    return seen


def milestone_faults(milestone: MilestoneSpec, spec: RuleSetSpec) -> Iterator[Fault]:
    place = f"Milestone {milestone.code}" + (f" of route {milestone.route}" if milestone.route else "")
    if milestone.clock not in CLOCKS and not milestone.clock.startswith(ledger.TARGET):
        yield Fault(place, f'counts on the clock "{milestone.clock}", and there is no such clock')
    own = [route for route in spec.routes.values() if milestone.route in ("", route.code)]
    yield from _length_faults(milestone, own, place)
    for step in milestone.reminders:
        yield from _reminder_faults(step, milestone, place)


def _length_faults(milestone: MilestoneSpec, own: list[RouteSpec], place: str) -> Iterator[Fault]:
    if milestone.clock == ledger.ROUTE and milestone.unit == "days":
        for route in own:
            if route.length_days is not None and milestone.amount > route.length_days:
                yield Fault(place, f"is due on day {milestone.amount}, past the end of route {route.code}")
    if (milestone.clock == ledger.REPLY) != (milestone.unit == "reply_days"):
        yield Fault(place, "has to be due after the days of its stop rule if it is a reply, and only then")


def _reminder_faults(step: ReminderSpec, milestone: MilestoneSpec, place: str) -> Iterator[Fault]:
    """One day after the due day is allowed, for the notice that it was missed."""
    unknown = [reader for reader in step.tells if reader not in READERS]
    if unknown or not step.tells:
        told = ", ".join(unknown) or "nobody"
        yield Fault(place, f"has a reminder {step.label} for {told}; name {', '.join(READERS)}")
    yield from _escalation_faults(step, place)
    is_counted = step.kind != "before_due" and milestone.unit not in ("meeting", "reply_days")
    if is_counted and _days(step.amount, step.unit) > _latest(milestone):
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


def _latest(milestone: MilestoneSpec) -> int:
    longest_month = 31
    return (milestone.amount * longest_month if milestone.unit == "months" else milestone.amount) + 1
