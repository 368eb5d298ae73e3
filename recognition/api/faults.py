"""What a serializer says is wrong, as a flat list of JSON pointers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .problems import Fault


def faults_of(detail: Any) -> list[Fault]:
    """REST framework nests its errors as the input nests; `non_field_errors` belong to the object itself."""
    return list(_walk(detail, ""))


def _walk(detail: Any, at: str) -> Iterator[Fault]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _walk(inner, at if name == "non_field_errors" else f"{at}/{escaped(str(name))}")
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            yield from _walk(inner, f"{at}/{index}" if isinstance(inner, dict | list) else at)
    else:
        yield Fault(at, str(detail))


def escaped(name: str) -> str:
    """A name as a part of a JSON pointer (RFC 6901), cut where it is absurdly long."""
    return name[:60].replace("~", "~0").replace("/", "~1")
