"""A document that comes from outside, held against the shape. Each fault names its place: `rules[3].words`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .shape import Shape
from .text import printable, unfit

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST_LIST = 2000
LONGEST_OF = {"route": 60, "phase": 60, "stoprule": 60, "condition": 60, "reminderstep": 60}
LONGEST_CHOICES = 500
LONGEST_TEXT = 10_000
SMALL = 32_767
MOST_FAULTS = 20


class Faults(list[tuple[str, str]]):
    """Place and words. Past the first twenty nobody reads on."""

    def add(self, place: str, words: str) -> None:
        if len(self) < MOST_FAULTS:
            self.append((place, words))


def check(raw: object, shape: Shape, place: str, faults: Faults) -> dict[str, Any]:
    """The object's content with dates as dates, or what could be made of it, with `faults` filled."""
    if not isinstance(raw, Mapping):
        faults.add(place, "should be an object")
        return {}
    for key in sorted(map(str, raw.keys() - shape.keys)):
        faults.add(_under(place, printable(key)), "is not known here")
    for key in sorted(shape.keys - raw.keys()):
        faults.add(_under(place, key), "is missing")
    return {key: _member(raw[key], shape, key, _under(place, key), faults) for key in sorted(shape.keys & raw.keys())}


def _member(raw: object, shape: Shape, key: str, place: str, faults: Faults) -> Any:
    if key in shape.ones:
        return check(raw, shape.ones[key], place, faults)
    if key in shape.lists:
        return _rows(raw, shape.lists[key], place, faults)
    words = _not_text(raw, 60) if key in shape.links else _wrong(raw, shape.fields[key])
    if words:
        faults.add(place, words)
        return None
    is_date = key in shape.fields and isinstance(shape.fields[key], models.DateField)
    return dt.date.fromisoformat(str(raw)) if is_date and raw is not None else raw


def _rows(raw: object, shape: Shape, place: str, faults: Faults) -> list[dict[str, Any]]:
    longest = LONGEST_OF.get(str(shape.model._meta.model_name), LONGEST_LIST)
    if not isinstance(raw, list) or len(raw) > longest:
        faults.add(place, f"should be a list of at most {longest} objects")
        return []
    return [check(row, shape, f"{place}[{number}]", faults) for number, row in enumerate(raw)]


def _under(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _wrong(raw: object, field: models.Field[Any, Any]) -> str:
    """What is wrong with the value, in words; empty if nothing is."""
    if raw is None and field.null:
        return ""
    if isinstance(field, models.BooleanField):
        return "" if isinstance(raw, bool) else "should be true or false"
    if isinstance(field, models.SmallIntegerField):
        lowest = 0 if isinstance(field, models.PositiveSmallIntegerField) else -SMALL
        is_fit = isinstance(raw, int) and not isinstance(raw, bool) and lowest <= raw <= SMALL
        return "" if is_fit else f"should be a whole number from {lowest} to {SMALL}"
    if isinstance(field, models.DateField):
        return _not_date(raw)
    if isinstance(field, ArrayField):
        return _not_texts(raw, 20)
    if isinstance(field, models.JSONField):
        return _not_choices(raw) if field.name == "choices" else _not_value(raw)
    return _not_text(raw, field.max_length or LONGEST_TEXT) or _not_chosen(raw, field)


def _not_date(raw: object) -> str:
    try:
        if isinstance(raw, str) and ISO_DATE.fullmatch(raw) and dt.date.fromisoformat(raw).year >= 1900:
            return ""
    except ValueError:
        pass
    return "should be a date like 2026-06-30"


def _not_text(raw: object, longest: int) -> str:
    if not isinstance(raw, str):
        return "should be text"
    return f"is longer than {longest} characters" if len(raw) > longest else unfit(raw)


def _not_chosen(raw: object, field: models.Field[Any, Any]) -> str:
    known = [str(value) for value, _ in field.flatchoices]
    return f"should be one of: {', '.join(known)}" if known and raw not in known else ""


def _not_texts(raw: object, longest: int) -> str:
    is_fit = isinstance(raw, list) and len(raw) <= LONGEST_CHOICES and not any(_not_text(item, longest) for item in raw)
    return "" if is_fit else f"should be a list of texts of at most {longest} characters"


def _not_choices(raw: object) -> str:
    pairs = (
        isinstance(raw, list) and len(raw) <= LONGEST_CHOICES and all(isinstance(p, list) and len(p) == 2 for p in raw)
    )
    is_fit = pairs and not any(_not_text(item, 200) for pair in raw for item in pair)  # type: ignore[attr-defined]
    return "" if is_fit else 'should be a list of pairs like ["POM", "Prescription only medicine"]'


def _not_value(raw: object) -> str:
    if isinstance(raw, list):
        return _not_texts(raw, LONGEST_TEXT)
    if isinstance(raw, str):
        return _not_text(raw, LONGEST_TEXT)
    is_fit = raw is None or isinstance(raw, bool) or (isinstance(raw, int) and abs(raw) <= 1_000_000)
    return "" if is_fit else "should be text, true or false, a whole number or a list of texts"
