"""Which pages are looked at, by area: each file has ROWS. A new page of a new area gets a file of its own here."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from ..row import Row

FILES = sorted(found.name for found in iter_modules(__path__) if found.name != "no_pages")


def all_rows() -> list[Row]:
    return [row for name in FILES for row in import_module(f"{__name__}.{name}").ROWS]
