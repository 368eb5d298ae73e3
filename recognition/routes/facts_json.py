"""Typed facts back to what JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .spec import Value

Json = str | int | bool | list[str] | None


def to_json(values: Mapping[str, Value]) -> dict[str, Json]:
    return {name: value_as_json(value) for name, value in values.items()}


def value_as_json(value: Value) -> Json:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
