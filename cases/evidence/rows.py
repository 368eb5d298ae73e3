"""The rows of every table that a case has, as lines of canonical JSON."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any, Final

from django.db.models import Q

from cases.models import Application
from cases.queries.tables import Model, linked, sides
from recognition.audit.canonical import canonical

PRIVATE: Final = frozenset[str]()


def tables(case: Application) -> Iterator[tuple[str, bytes]]:
    """Each table's name with its rows in the order of their keys, a line a row. Empty ones are left out."""
    lookups: dict[Model, str] = {}
    for model, link in linked():
        lookups[model] = _lookup(link, lookups) if link else "pk"
        is_its = reduce(or_, (Q(**{name: case.pk}) for name in {lookups[model], *sides(model)}))
        rows = model._base_manager.filter(is_its).order_by("pk")
        lines = [canonical(_plain(row)) for row in rows.values()]
        if lines and model._meta.db_table not in PRIVATE:
            yield model._meta.db_table, "".join(f"{line}\n" for line in lines).encode()


def _lookup(link: Any, lookups: dict[Model, str]) -> str:
    above = lookups[link.related_model]
    return str(link.name) if above == "pk" else f"{link.name}__{above}"


def _plain(value: Any) -> Any:
    """What the canonical form has no words for: a tuple as a list, bytes in hex, anything else as its text."""
    match value:
        case dict():
            return {str(key): _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case bytes() | memoryview():
            return bytes(value).hex()
    try:
        canonical(value)
    except TypeError:
        return str(value)
    return value
