"""What companies' developers read."""

from __future__ import annotations

from ..row import Row

ROWS = [
    Row("api-docs", "", opens=False),
    Row("api-errors", ""),
    Row("api-error", "", args=("invalid-input",)),
    Row("api-error", "", "error", args=("never-heard-of",), status=404),
]
