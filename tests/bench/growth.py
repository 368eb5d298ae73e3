"""The same steps at several sizes: each beside its floor, and how it grows from the smallest size to the largest."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator

from cases.demo.many.load import load_many, tidy
from cases.models import Application
from recognition.clock import now

from . import api, moves, pages, performance, record, sweep
from .measure import Figure, say, seconds

PARTS = (pages.pages, performance.performance, api.calls, moves.moves, record.record, sweep.reminders)
GROWS = 1.3  # times, at most, from the smallest size to the largest
SEARCH_GROWS = 2.0


def at_sizes(sizes: list[int]) -> Iterator[Figure]:
    """Medians in ms by step; the ratios and the counts of queries are no such medians and are not compared."""
    medians: dict[str, list[float]] = defaultdict(list)
    for size in sizes:
        yield from _grown_to(size)
        for part in PARTS:
            for figure in part():
                yield figure
                if figure.unit == "ms" and not figure.name.startswith(" "):
                    medians[figure.name].append(figure.value)
    if len(sizes) > 1:
        say(f"\nFrom {sizes[0]:,} to {sizes[-1]:,} cases:")
        for name, values in medians.items():
            goal = SEARCH_GROWS if name.startswith("Search") else GROWS
            yield Figure(f"{name} grows", values[-1] / values[0], "x", goal)


def _grown_to(size: int) -> Iterator[Figure]:
    missing = size - Application.objects.count()
    say(f"\n{size:,} cases")
    if missing > 0:
        took = seconds(lambda: load_many(missing, seed=size, now=now(), stream=sys.stderr))
        yield Figure(f"load_cases {missing:,}", took, "s", 300)
        tidy()
