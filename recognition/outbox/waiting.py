"""How long a message waits after a failure, and when it has failed often enough."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Final

LAST_ATTEMPT: Final = 8
LONGEST: Final = dt.timedelta(hours=1)


def wait_after(attempt: int, key: str) -> dt.timedelta:
    """1, 2, 4 ... minutes, an hour at most, and up to a tenth more.

    The tenth is drawn from the key: messages that failed together do not come back together.
    """
    doubled = dt.timedelta(minutes=2 ** (attempt - 1))
    draw = hashlib.sha256(f"{key}:{attempt}".encode()).digest()[0] / 255
    return min(doubled, LONGEST) * (1 + draw / 10)
