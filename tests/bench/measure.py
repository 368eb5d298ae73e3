"""How a figure is measured: the median of several runs in one process, and the queries of one."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Figure:
    """`goal` is in the figure's own unit. A figure without one is there to be looked at."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return ""
        return f"goal < {self.goal:g} {self.unit}: {'met' if self.value < self.goal else 'NOT MET'}"

    def __str__(self) -> str:
        value = f"{self.value:,.2f} {self.unit}"
        return f"{self.name:<66}{value:>14}  {self.note:<16}{self.verdict}".rstrip()


def median_ms(run: Callable[[], object], *, times: int, before: int = 2) -> float:
    """The median of `times` runs after a few that warm up caches."""
    for _ in range(before):
        run()
    return statistics.median(seconds(run) for _ in range(times)) * 1000


def seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def queries(run: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        run()
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for query in captured)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
