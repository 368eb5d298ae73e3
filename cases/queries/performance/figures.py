"""The figures of a period from its cases, each with what it was made of. Pure: equal cases, equal figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import Final

from .ended import Ended
from .period import Period, month_of

ALL, ROUTE, MONTH, STATE, CAUSE = "all", "route", "month", "state", "cause"
MEDIAN, P90 = Fraction(1, 2), Fraction(9, 10)
TENTH: Final = Decimal("0.1")
COUNT, SHARE, DAYS = "count", "share", "days"
KIND_OF: Final = (
    {"decided": COUNT}
    | {f"{name}_{part}": DAYS for name in ("clock", "elapsed", "receipt", "validation") for part in ("median", "p90")}
    | {"state_median": DAYS}
)


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is None where there is nothing to measure. A share, in percent, has its numerator; `denominator` is how
    many cases (days, deficiencies) it was made of."""

    code: str
    by: str
    key: str
    value: Decimal | None
    numerator: int | None
    denominator: int

    @property
    def kind(self) -> str:
        return KIND_OF.get(self.code, SHARE)


Of = Callable[[Ended], int | bool | None]
# By figure, what a case adds: whether it counts, or its days. None leaves the case out of the figure.
DECIDED_SHARES: Final[dict[str, Of]] = {
    "granted": lambda one: one.state == "granted",
    "in_time": attrgetter("in_time"),
    "statutory_in_time": attrgetter("statutory_in_time"),
    "stopped": lambda one: one.stops > 0,
    "extended": lambda one: one.extensions > 0,
    "reverted": lambda one: one.reversions > 0,
}
DECIDED_DAYS: Final[dict[str, Of]] = {
    "clock": attrgetter("clock_days"),
    "elapsed": attrgetter("elapsed"),
    "receipt": attrgetter("since_receipt"),
}
VALIDATION_SHARES: Final[dict[str, Of]] = {
    "validated": lambda one: one.state == "assessing",
    "corrected": lambda one: one.corrections > 0,
    "first_time": lambda one: one.state == "assessing" and one.corrections == 0,
    "validation_in_time": lambda one: one.in_time if one.state == "assessing" else None,
}
VALIDATION_DAYS: Final[dict[str, Of]] = {"validation": attrgetter("clock_days")}


def figures(period: Period, decided: Sequence[Ended], validated: Sequence[Ended]) -> list[Figure]:
    """In a fixed order. Months without a case are there, routes without one are not."""
    found = list[Figure]()
    for by, groups in _groups(period, decided).items():
        for key, cases in groups.items():
            found.append(Figure("decided", by, key, Decimal(len(cases)), None, len(decided)))
            found += _measured(by, key, cases, DECIDED_SHARES, DECIDED_DAYS)
    found += _in_states(decided)
    found += _measured(ALL, "", validated, VALIDATION_SHARES, VALIDATION_DAYS)
    for key, cases in _by_month(period, validated).items():
        found += _measured(MONTH, key, cases, VALIDATION_SHARES, VALIDATION_DAYS)
    return [*found, *_causes(validated)]


def percentile(values: Iterable[int], at: Fraction) -> Decimal | None:
    """Between two values it is interpolated (PERCENTILE.INC). Of whole days a median and a 90th percentile have one
    decimal at most, so nothing is rounded. None of no values."""
    own = sorted(values)
    if not own:
        return None
    place = at * (len(own) - 1)
    below, above = own[int(place)], own[min(int(place) + 1, len(own) - 1)]
    exact = below + (above - below) * (place - int(place))
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def share(numerator: int, denominator: int) -> Decimal | None:
    """Percent to one decimal, halves up. None of nothing."""
    if not denominator:
        return None
    tenths = (2000 * numerator + denominator) // (2 * denominator)
    return Decimal(tenths) * TENTH


def _groups(period: Period, cases: Sequence[Ended]) -> dict[str, dict[str, list[Ended]]]:
    routes: dict[str, list[Ended]] = defaultdict(list)
    for one in cases:
        routes[one.route].append(one)
    return {ALL: {"": list(cases)}, ROUTE: dict(sorted(routes.items())), MONTH: _by_month(period, cases)}


def _by_month(period: Period, cases: Sequence[Ended]) -> dict[str, list[Ended]]:
    months: dict[str, list[Ended]] = {month: [] for month in period.months}
    names = {day: month_of(day) for day in {one.ended_on for one in cases}}
    for one in cases:
        months[names[one.ended_on]].append(one)
    return months


def _measured(
    by: str, key: str, cases: Sequence[Ended], shares: dict[str, Of], days: dict[str, Of]
) -> Iterator[Figure]:
    for code, of in shares.items():
        known = [value for one in cases if (value := of(one)) is not None]
        yield Figure(code, by, key, share(sum(known), len(known)), sum(known), len(known))
    for code, of in days.items():
        known = sorted(value for one in cases if (value := of(one)) is not None)
        yield Figure(f"{code}_median", by, key, percentile(known, MEDIAN), None, len(known))
        yield Figure(f"{code}_p90", by, key, percentile(known, P90), None, len(known))


def _in_states(cases: Sequence[Ended]) -> Iterator[Figure]:
    days: dict[str, list[int]] = defaultdict(list)
    for one in cases:
        for state, spent in one.states.items():
            days[state].append(spent)
    total = sum(map(sum, days.values()))
    for state, each in sorted(days.items()):
        yield Figure("state_share", STATE, state, share(sum(each), total), sum(each), total)
        yield Figure("state_median", STATE, state, percentile(each, MEDIAN), None, len(each))


def _causes(cases: Sequence[Ended]) -> Iterator[Figure]:
    counted = Counter(cause for one in cases for cause in one.causes)
    total = counted.total()
    for cause, count in sorted(counted.items(), key=lambda row: (-row[1], row[0])):
        yield Figure("cause", CAUSE, cause, share(count, total), count, total)
