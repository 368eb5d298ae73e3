"""How long a delivery waits after each failure, and when it has failed often or long enough."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Final

LADDER: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60, 120, 240, 360, 600))
OFF_AFTER: Final = timedelta(days=5)
REST: Final = timedelta(minutes=1)


def wait_after(attempt: int, key: str) -> timedelta | None:
    """The ladder's step and up to a tenth more, drawn from the key so that what failed together does not come back
    together; None after the last step."""
    if attempt > len(LADDER):
        return None
    draw = hashlib.sha256(f"{key}:{attempt}".encode()).digest()[0] / 255
    return LADDER[attempt - 1] * (1 + draw / 10)
