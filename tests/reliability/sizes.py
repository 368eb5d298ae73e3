"""How much is done. RELIABILITY_SHARE=0.02 does a fiftieth, to try a test out; what is reported says the size."""

from __future__ import annotations

import os

SHARE = float(os.environ.get("RELIABILITY_SHARE", "1"))


def size(full: int, *, least: int = 10) -> int:
    return max(int(full * SHARE), least)
