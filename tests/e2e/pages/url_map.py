"""The pages of the site, from its URL map: every named address that answers a person's GET with HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from rest_framework.views import APIView

from .administered import is_closed
from .rows.no_pages import NO_PAGES

# An argument for each kind of converter. Whether a view only takes what is posted is said before it looks at them.
ANY = {"int": 1, "str": "x", "slug": "x", "path": "1", "reference": "IRP-2026-000001", "uuid": "0" * 32}


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    view: Any
    arguments: tuple[tuple[str, str], ...]

    @property
    def is_for_systems(self) -> bool:
        return issubclass(getattr(self.view, "cls", object), APIView)


def addresses() -> dict[str, Address]:
    return {row.name: row for row in _walk(get_resolver(), "") if row.name}


def pages(client: Client) -> list[str]:
    """The names that need a row."""
    return [
        name
        for name, row in addresses().items()
        if name not in NO_PAGES and not row.is_for_systems and not is_closed(name) and not _posted(client, row)
    ]


def _walk(resolver: Any, space: str) -> Iterator[Address]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from _walk(found, f"{space}{found.namespace}:" if found.namespace else space)
        else:
            kinds = tuple((name, _kind(one)) for name, one in found.pattern.converters.items())
            yield Address(f"{space}{found.name}" if found.name else "", found.callback, kinds)


def _kind(converter: Any) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


def _posted(client: Client, row: Address) -> bool:
    """A view that only takes what is posted refuses before it looks for anything, with 405."""
    arguments = {name: ANY.get(kind, "x") for name, kind in row.arguments}
    if row.name == "admin:app_list":
        return False
    return client.get(reverse(row.name, kwargs=arguments)).status_code == 405
