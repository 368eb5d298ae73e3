"""What the stop rules of a route allow on a day, and the rule under which each earlier request was made. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .days import Measure, day_of, days_used, measure_of
from .ledger import REPLY, ROUTE, Run
from .spec import RouteSpec, RuleSetSpec, StopRuleSpec


@dataclass(frozen=True, slots=True)
class Requests:
    """`standing` is the rule under which a request would stop the clock today, `running` the one under which it would
    not. `opens_on_day` is the first later day used on which a stop is allowed, `opens_on` its date (a forecast while
    the clock stands), `closed_on_day` the last one that was; `allowed` is None for any number. `days_left` is what the
    ceiling over all stops leaves."""

    standing: StopRuleSpec | None
    running: StopRuleSpec | None
    used: int
    allowed: int | None
    opens_on_day: int | None
    closed_on_day: int | None
    days_left: int | None
    opens_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The terms of one reply: the rule of its request, its date, and the last day that extensions can reach."""

    rule: StopRuleSpec
    due_on: date
    latest_on: date
    by_ceiling: bool


def requests_on(lives: Sequence[Run], route: RouteSpec, spec: RuleSetSpec, *, today: date) -> Requests:
    own = _route_run(lives, today)
    stops = own.stops if own else ()
    used = days_used(own, today, measure_of(route, spec.holidays)) if own else 0
    left = _left(own, route, spec)
    windows = {rule: route.window(rule) for rule in left if left[rule] != 0}
    days_left = _days_left(own, route, len(stops))
    standing = next((rule for rule, (first, last) in windows.items() if _within(used, first, last)), None)
    later = [first for first, _ in windows.values() if first > used]
    opens = min(later, default=None)
    over = [last for _, last in windows.values() if last is not None and last < used]
    return Requests(
        standing=None if days_left == 0 else standing,
        running=_running(lives, route, used),
        used=len(stops),
        allowed=_allowed(route),
        opens_on_day=opens,
        closed_on_day=max(over, default=None),
        days_left=days_left,
        opens_on=_date_of(own, opens, route, spec, today),
    )


def reply_terms(reply: Run, lives: Sequence[Run], spec: RuleSetSpec) -> Reply | None:
    """None where the route has no stop rule for the request, so that the reply has no date."""
    route = spec.routes.get(reply.route)
    rule, number = _rule_of(reply, lives, route, spec) if route else (None, None)
    if route is None or rule is None:
        return None
    count = Measure.of_days(rule.reply_day_type, spec.holidays)
    due_on, latest_on = (count.add(reply.started_on, days) for days in (rule.reply_days, rule.ceiling_days))
    left = _days_left(_route_run(lives, reply.started_on), route, number) if number is not None else None
    last = reply.started_on + timedelta(days=left) if left is not None else latest_on
    return Reply(rule, min(due_on, last), min(latest_on, last), by_ceiling=last < due_on)


def _rule_of(
    reply: Run, lives: Sequence[Run], route: RouteSpec, spec: RuleSetSpec
) -> tuple[StopRuleSpec | None, int | None]:
    """The request's rule and, where it stopped the clock, the number of stops before it."""
    own = _route_run(lives, reply.started_on)
    for number, stop in enumerate(own.stops if own else ()):
        if own and stop.from_on == reply.started_on and route.stops:
            return _rules_of_stops(own, route, spec)[number], number
    used = days_used(own, reply.started_on, measure_of(route, spec.holidays)) if own else 0
    earlier = [run for run in lives if run.round < reply.round]
    return _running(earlier, route, used), None


def _route_run(lives: Sequence[Run], on: date) -> Run | None:
    return next((run for run in reversed(lives) if run.clock == ROUTE and run.started_on <= on), None)


def _rules_of_stops(own: Run, route: RouteSpec, spec: RuleSetSpec) -> list[StopRuleSpec]:
    """The rule of each stop so far. One from before a reversion, which no rule of this route would have allowed, uses
    up the first that has any left: a route counts the stops that it takes over."""
    measure, taken = measure_of(route, spec.holidays), list[StopRuleSpec]()
    for stop in own.stops:
        used = days_used(own, stop.from_on, measure)
        free = [rule for rule in route.stops if rule.times is None or taken.count(rule) < rule.times]
        fits = [rule for rule in free if _within(used, *route.window(rule))]
        taken.append((fits or free or route.stops)[0])
    return taken


def _left(own: Run | None, route: RouteSpec, spec: RuleSetSpec) -> Mapping[StopRuleSpec, int | None]:
    """How many more stops each rule allows; None for any number."""
    taken = _rules_of_stops(own, route, spec) if own and route.stops else []
    return {rule: None if rule.times is None else max(0, rule.times - taken.count(rule)) for rule in route.stops}


def _date_of(own: Run | None, amount: int | None, route: RouteSpec, spec: RuleSetSpec, today: date) -> date | None:
    """A stop that is open is taken to end today, as every forecast on the day does."""
    if own is None or amount is None:
        return None
    resumes_on = today + timedelta(days=1 if spec.policy.resume_counts_reply_day else 0)
    return day_of(own, amount, measure_of(route, spec.holidays), resumes_on=resumes_on)[0]


def _within(used: int, first: int, last: int | None) -> bool:
    return first <= used and (last is None or used <= last)


def _allowed(route: RouteSpec) -> int | None:
    times = [rule.times for rule in route.stops]
    return None if None in times else sum(number or 0 for number in times)


def _days_left(own: Run | None, route: RouteSpec, number: int) -> int | None:
    """Days that the ceiling over all stops leaves after the first `number` of them."""
    if route.stops_ceiling_days is None:
        return None
    stood = sum(stop.days or 0 for stop in (own.stops[:number] if own else ()))
    return max(0, route.stops_ceiling_days - stood)


def _running(lives: Sequence[Run], route: RouteSpec, used: int) -> StopRuleSpec | None:
    """The rule for a request on the running clock: the first with any left, of those that allow it on this day."""
    own = _route_run(lives, date.max)
    stopped_on = {stop.from_on for stop in own.stops} if own else set()
    made = sum(run.clock == REPLY and run.route == route.code and run.started_on not in stopped_on for run in lives)
    for rule in route.stop_rules:
        if rule.stops_clock:
            continue
        if (rule.times is None or made < rule.times) and _within(used, *route.window(rule)):
            return rule
        made = max(0, made - (rule.times or 0))
    return None
