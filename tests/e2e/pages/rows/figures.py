"""Figures: the team's work, the performance of a period, the cases behind one, a frozen period."""

from __future__ import annotations

from typing import Any

from cases.operations.freeze_performance import freeze_performance
from cases.queries.performance.period import period
from recognition.clock import now

from ..house import House
from ..row import Row
from ..stock.work import away


def frozen(house: House) -> tuple[Any, ...]:
    before = period("fy2024")
    assert before is not None
    actor = house.people.actor("manager")
    return (house.once("frozen", lambda _: freeze_performance(period=before, actor=actor, at=now())).pk,)


ROWS = [
    Row("team", "manager", "empty"),
    Row("team", "manager", prepares=away, opens=True),
    Row("team", "lead", query="?route=B&team=none", label="filtered"),
    Row("team", "administrator", "error", status=403),
    Row("team-cover", "lead", args=lambda house: (away(house).pk,)),
    Row("team-cover", "assessor", "error", args=lambda house: (away(house).pk,), status=403),
    Row("performance", "manager", "empty"),
    Row("performance", "manager", query="?period=2020-01-01..2024-12-31", label="long"),
    Row("performance", "manager"),
    Row("performance", "manager", "error", query="?period=dates&from_on_day=1", opens=True),
    Row("performance", "manager", "error", query="?period=never", label="unknown"),
    Row("performance-cases", "auditor", query="?period=2026-03&figure=in_time", label="none"),
    Row("performance-cases", "auditor", query="?period=2024-01-01..2026-12-31&figure=decided&which=every"),
    Row("performance-cases", "auditor", "error", query="?figure=none", status=404),
    Row("performance-frozen", "manager", args=frozen),
]
