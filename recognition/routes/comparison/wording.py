"""A document's values as a reader would say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import capfirst

from ..shape import Shape


def label_of(name: str, shape: Shape) -> str:
    return capfirst(str(shape.fields[name].verbose_name if name in shape.fields else name.replace("_", " ")))


def in_words(value: Any, name: str, shape: Shape) -> str:
    """Nothing is the empty text; what has choices is said by their words."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    field = shape.fields.get(name)
    if field is not None and field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, list):
        return ", ".join(_member(one) for one in value)
    return day_in_words(value) if "date" in type(field).__name__.lower() else str(value)


def _member(value: Any) -> str:
    """`["POM", "Prescription only"]` of a question's choices, or a plain text."""
    return f"{value[0]} ({value[1]})" if isinstance(value, list) and len(value) == 2 else str(value)


def day_in_words(value: Any) -> str:
    day = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    return f"{day.day} {day:%B %Y}"


def rows_in_words(rows: Sequence[Mapping[str, Any]], shape: Shape) -> list[str]:
    return [_row(row, shape) for row in rows]


def _row(row: Mapping[str, Any], shape: Shape) -> str:
    own = SENTENCES.get(str(shape.model._meta.model_name))
    if own is not None:
        return own(row, shape)
    said = {label_of(name, shape): in_words(row.get(name), name, shape) for name in (*shape.links, *shape.fields)}
    return "; ".join(f"{label.lower()}: {text}" for label, text in said.items() if text and label != "Position")


def _condition(row: Mapping[str, Any], shape: Shape) -> str:
    part, operator = (in_words(row[name], name, shape) for name in ("part", "operator"))
    return f"{part}: {row['question']} {operator} {in_words(row['value'], 'value', shape)}".rstrip()


SENTENCES = {"condition": _condition}
