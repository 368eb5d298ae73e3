"""The administration after a mistake: a form emptied and saved, a filter that is none, a row that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..administered import administered
from ..row import ERROR, Row
from .administration import GONE, NOT_UNDERSTOOD, SAVE, one

ERRORS, WARNING = ".errornote", ".messagelist .warning"


def _rows() -> Iterator[Row]:
    for model, who, may in administered():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield Row(f"{name}_changelist", who, ERROR, query=NOT_UNDERSTOOD, shows=ERRORS)
        yield Row(f"{name}_changelist", "lead", ERROR, status=403, label="shut-out")
        yield Row(f"{name}_history", who, ERROR, args=(GONE,), shows=WARNING)
        yield from _forms(model, name, who, may)


def _forms(model: Any, name: str, who: str, may: set[str]) -> Iterator[Row]:
    if "add" in may:
        yield Row(f"{name}_add", who, ERROR, presses=SAVE, shows=ERRORS)
    if "change" in may:
        yield Row(f"{name}_change", who, ERROR, args=one(model), blanks=True, presses=SAVE, shows=ERRORS)
    else:
        yield Row(f"{name}_change", who, ERROR, args=(GONE,), shows=WARNING)
    if "delete" in may:
        yield Row(f"{name}_delete", who, ERROR, args=(GONE,), shows=WARNING)


ROWS = [*_rows()]
