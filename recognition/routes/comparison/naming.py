"""By what a row of one version is found again in another, and what a reader calls it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst

from ..shape import Shape
from .wording import day_in_words

KEYS = ("route", "code", "on")


def key_of(row: Mapping[str, Any], shape: Shape) -> tuple[Any, ...]:
    """Milestones of one code stand on several routes, days of a calendar have no code."""
    return tuple(row[name] for name in KEYS if name in row and name in shape.keys)


def name_of(row: Mapping[str, Any]) -> str:
    if "on" in row:
        return day_in_words(row["on"])
    own = str(row.get("code", ""))
    return f"{own} of route {row['route']}" if row.get("route") else own


def part_of(shape: Shape) -> str:
    return capfirst(str(shape.model._meta.verbose_name))
