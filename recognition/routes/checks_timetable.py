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
    }
)
READERS: Final = ("assessor", "lead", "manager", "validator", "company")
DECISION: Final = "decision"
SHORTEST_MONTH = 28


def route_faults(route: RouteSpec, spec: RuleSetSpec) -> Iterator[Fault]:
    place = f"Route {route.code}"
    if not any(one.code == DECISION and one.route in ("", route.code) for one in spec.milestones):
        yield Fault(place, "has no milestone for its decision, so it would never end")
    if route.reply_days > route.reply_ceiling_days:
        yield Fault(place, "allows more days for a reply than the most that extensions can reach")
    if route.stops_allowed and route.stop_from_day is not None and route.stop_from_day > route.length_days:
        yield Fault(place, f"allows a stop only from day {route.stop_from_day}, after its end")
    yield from _reversion_faults(route, spec, place)


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
    if first is not None and first > route.length_days:
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
            if milestone.amount > route.length_days:
                yield Fault(place, f"is due on day {milestone.amount}, past the end of route {route.code}")
    if milestone.clock == ledger.REPLY and milestone.unit == "days":
        for route in own:
            if milestone.amount > route.reply_ceiling_days:
                yield Fault(place, f"is due after {milestone.amount} days, past route {route.code}'s longest reply")


def _reminder_faults(step: ReminderSpec, milestone: MilestoneSpec, place: str) -> Iterator[Fault]:
    """One day after the due day is allowed, for the notice that it was missed."""
    unknown = [reader for reader in step.tells if reader not in READERS]
    if unknown or not step.tells:
        told = ", ".join(unknown) or "nobody"
        yield Fault(place, f"has a reminder {step.label} for {told}; name {', '.join(READERS)}")
    yield from _escalation_faults(step, place)
    if step.kind != "before_due" and milestone.unit != "meeting" and _days(step.amount, step.unit) > _latest(milestone):
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
