"""The demonstration's tables: readable JSON beside this file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@cache
def table(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def pick(options: Sequence[str], number: int) -> str:
    """One of several texts, the same each time for the same case."""
    return options[number % len(options)]
