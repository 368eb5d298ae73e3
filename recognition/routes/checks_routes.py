"""Whether every route can be reached, ends, and can be left while its clock stands. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from . import ledger
from .fault import Fault
from .spec import MilestoneSpec, RouteSpec, RuleSetSpec, StopRuleSpec

# The API and the letters know these deadlines by their codes.
DECISION, REPLY = "decision", "information_reply"


def route_faults(route: RouteSpec, spec: RuleSetSpec) -> Iterator[Fault]:
    place = f"Route {route.code}"
    if route.code not in spec.entry_routes and not any(one.reverts_to == route.code for one in spec.routes.values()):
        yield Fault(place, "is reached by no rule and by no reversion", unfinished=True)
    yield from _clock_faults(route, _milestones(route, spec, ledger.ROUTE), place)
    yield from _reply_faults(route, _milestones(route, spec, ledger.REPLY), place)
    for rule in route.stop_rules:
        yield from _stop_faults(rule, route, f'{place}, stop rule "{rule.name}",')
    yield from _reversion_faults(route, spec, place)


def _milestones(route: RouteSpec, spec: RuleSetSpec, clock: str) -> list[MilestoneSpec]:
    return [row for row in spec.milestones if row.clock == clock and row.route in ("", route.code)]


def _clock_faults(route: RouteSpec, own: list[MilestoneSpec], place: str) -> Iterator[Fault]:
    if route.length_days is None:
        if any(row.route for row in own) or route.phases or route.reverts_to:
            yield Fault(place, "has no clock, so it can have no milestone on it, no phase and no reversion")
        return
    decisions = [row for row in own if row.met_by == "decision"]
    if not decisions:
        yield Fault(place, "has no milestone for its decision, so it would never end", unfinished=True)
    elif [row.code for row in decisions] != [DECISION]:
        yield Fault(place, f"has to have one milestone that the decision meets, called {DECISION}")
    if route.length_days == 0:
        yield Fault(place, "has a clock of no days; leave its length empty if it has none")
    if route.phases and sum(phase.length_days for phase in route.phases) != route.length_days:
        yield Fault(place, f"has phases that do not add up to its {route.length_days} days", unfinished=True)
    if any(phase.length_days == 0 for phase in route.phases):
        yield Fault(place, "has a phase of no days")


def _reply_faults(route: RouteSpec, own: list[MilestoneSpec], place: str) -> Iterator[Fault]:
    if route.stop_rules and [row.code for row in own] != [REPLY]:
        words = f"has stop rules, so it has to have one milestone on the reply's clock, called {REPLY}"
        yield Fault(place, words, unfinished=True)


def _stop_faults(rule: StopRuleSpec, route: RouteSpec, place: str) -> Iterator[Fault]:
    first, last = route.window(rule)
    if rule.reply_days > rule.ceiling_days:
        yield Fault(place, "allows more days for a reply than the most that extensions can reach")
    if rule.stops_clock and route.stops_ceiling_days is not None and rule.reply_days > route.stops_ceiling_days:
        yield Fault(place, f"allows more days for a reply than the {route.stops_ceiling_days} of all stops together")
    if rule.reply_days == 0:
        yield Fault(place, "leaves no day for a reply")
    if rule.times == 0:
        yield Fault(place, "allows no request; leave the number empty if any number is meant")
    if rule.phase and rule.phase not in {phase.code for phase in route.phases}:
        yield Fault(place, f"is for phase {rule.phase}, and the route has no such phase")
    if rule.stops_clock and route.length_days is None:
        yield Fault(place, "stops the clock, and the route has none")
    if route.length_days is not None and first > route.length_days:
        yield Fault(place, f"allows a request only from day {first}, after the route's end")
    if last is not None and last < first:
        yield Fault(place, f"allows a request from day {first} until day {last}, which is no day at all")


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
