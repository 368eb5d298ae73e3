"""Whether a client that was written against one OpenAPI document still works with another.

What a client sends may be taken more widely and never more narrowly; what it is answered may say more and never less or
otherwise. A new kind of refusal, a new path, a new optional field and a new value in an answer break nobody: clients
are told to let pass what they do not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .compatible_shapes import Direction, Shapes

METHODS = ("get", "post", "put", "patch", "delete")
Document = Mapping[str, Any]


def breaks(old: Document, new: Document) -> list[str]:
    """Each break in words, with the place where it is."""
    shapes = Shapes(old, new)
    return [f"{place}: {words}" for place, words in _paths(old, new, shapes)]


def _paths(old: Document, new: Document, shapes: Shapes) -> Iterator[tuple[str, str]]:
    for path, calls in old["paths"].items():
        now = new["paths"].get(path)
        if now is None:
            yield path, "the path is gone"
            continue
        for method in METHODS:
            place = f"{method.upper()} {path}"
            if method in calls and method not in now:
                yield place, "the method is gone"
            elif method in calls:
                yield from ((f"{place} {at}".strip(), words) for at, words in _call(calls[method], now[method], shapes))


def _call(old: Document, new: Document, shapes: Shapes) -> Iterator[tuple[str, str]]:
    yield from _scopes(old, new)
    yield from _parameters(old, new, shapes)
    yield from _body(old, new, shapes)
    yield from _answers(old, new, shapes)


def _scopes(old: Document, new: Document) -> Iterator[tuple[str, str]]:
    before, after = (
        {scope for row in call.get("security", ()) for scopes in row.values() for scope in scopes}
        for call in (old, new)
    )
    if added := sorted(after - before):
        yield "", f"it needs the scope {', '.join(added)}, which it did not"


def _parameters(old: Document, new: Document, shapes: Shapes) -> Iterator[tuple[str, str]]:
    before, after = ({(row["in"], row["name"]): row for row in call.get("parameters", ())} for call in (old, new))
    for key, row in before.items():
        name = f"{key[0]} parameter {key[1]}"
        if key not in after:
            yield name, "it is gone"
            continue
        if after[key].get("required") and not row.get("required"):
            yield name, "it is required now"
        yield from shapes.compare(row.get("schema", {}), after[key].get("schema", {}), Direction.SENT, name)
    for key, row in after.items():
        if key not in before and row.get("required"):
            yield f"{key[0]} parameter {key[1]}", "it is new and required"


def _body(old: Document, new: Document, shapes: Shapes) -> Iterator[tuple[str, str]]:
    before, after = old.get("requestBody", {}), new.get("requestBody", {})
    if after.get("required") and not before.get("required"):
        yield "body", "it is required now"
    yield from _content(before, after, shapes, Direction.SENT, "body")


def _answers(old: Document, new: Document, shapes: Shapes) -> Iterator[tuple[str, str]]:
    for status, row in old["responses"].items():
        if status >= "400":
            continue
        place = f"answer {status}"
        if status not in new["responses"]:
            yield place, "the status is gone"
            continue
        yield from _content(row, new["responses"][status], shapes, Direction.ANSWERED, place)
        for name in row.get("headers", {}):
            if name not in new["responses"][status].get("headers", {}):
                yield place, f"the header {name} is gone"


def _content(
    old: Document, new: Document, shapes: Shapes, direction: Direction, place: str
) -> Iterator[tuple[str, str]]:
    before, after = old.get("content", {}), new.get("content", {})
    for kind, row in before.items():
        if kind not in after:
            yield place, f"{kind} is gone"
        else:
            yield from shapes.compare(row.get("schema", {}), after[kind].get("schema", {}), direction, place)
