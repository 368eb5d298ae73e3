"""Figures: the team's work, the performance of a period, the cases behind one, a frozen period."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cases.operations.freeze_performance import freeze_performance
from cases.queries.performance.period import period
from recognition.clock import now, today

from ..house import House
from ..row import Row
from ..stock.work import away, away_with_cases


def frozen(house: House) -> tuple[Any, ...]:
    """Up to yesterday: with the decisions of the house."""
    return _frozen(house, f"2024-01-01..{today() - timedelta(days=1)}")


def frozen_of_nothing(house: House) -> tuple[Any, ...]:
    return _frozen(house, "fy2024")


def _frozen(house: House, code: str) -> tuple[Any, ...]:
    wanted = period(code)
    assert wanted is not None
    actor = house.people.actor("manager")
    return (house.once(code, lambda _: freeze_performance(period=wanted, actor=actor, at=now())).pk,)


ROWS = [
    Row("team", "manager", "empty"),
    Row("team", "manager", prepares=away, opens=True),
    Row("team", "lead", query="?route=B&team=none", label="filtered"),
    Row("team", "administrator", "error", status=403),
    Row("team-cover", "lead", args=lambda house: (away_with_cases(house).pk,), shows="main tbody tr"),
    Row("team-cover", "lead", "empty", args=lambda house: (away(house).pk,)),
    Row("team-cover", "assessor", "error", args=lambda house: (away(house).pk,), status=403),
    Row("performance", "manager", "empty"),
    Row("performance", "manager", query="?period=2020-01-01..2024-12-31", label="long"),
    Row("performance", "manager"),
    Row("performance", "manager", "error", query="?period=dates&from_on_day=1", opens=True),
    Row("performance", "manager", "error", query="?period=never", label="unknown"),
    Row("performance-cases", "auditor", "empty", query="?period=2026-03&figure=in_time"),
    Row("performance-cases", "auditor", query="?period=2024-01-01..2026-12-31&figure=decided&which=every"),
    Row("performance-cases", "auditor", "error", query="?figure=none", status=404),
    Row("performance-frozen", "manager", args=frozen, shows="main tbody td a"),
    Row("performance-frozen", "manager", "empty", args=frozen_of_nothing),
]
