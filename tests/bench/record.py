"""The whole record verified, in the time that 200,000 entries take and the memory that it adds."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

from recognition.audit.models import Entry
from recognition.audit.verify import verify

from .measure import Figure, seconds

MANY = 200_000


def record() -> Iterator[Figure]:
    count = Entry.objects.count()
    took = seconds(_verified)
    yield Figure("Verify the record, for each 200,000 entries", took * MANY / count, "s", 30, f"{count:,} entries")
    if count < MANY:  # the measuring itself makes it slow
        tracemalloc.start()
        _verified()
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        yield Figure("  memory that it takes at most", peak, "MB", 20)


def _verified() -> None:
    verdict = verify()
    if verdict.bad is not None:
        raise RuntimeError(f"the record does not hold: {verdict.bad}")
