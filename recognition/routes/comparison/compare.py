"""Walks two documents along the shape, so that a part or a field that a version comes to have is compared at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.text import capfirst

from ..shape import RULE_SET, Shape
from .difference import ADDED, CHANGED, REMOVED, Change, Comparison, Difference
from .naming import key_of, name_of, part_of
from .wording import in_words, label_of, rows_in_words

Row = Mapping[str, Any]
VERSION = "Version"
PLACE = "position"  # a row put in between moves all that follow: said once for the list, not for each row


def compare(before: Row, after: Row) -> Comparison:
    """Both are exports. No difference is said exactly when the documents are the same but for their versions."""
    found = (*_own(before, after, RULE_SET, part_of(RULE_SET), str(after["code"])), *_parts(before, after, RULE_SET))
    return Comparison(_title(before), _title(after), tuple(found))


def _title(document: Row) -> str:
    return f"{document['code']} {document['version']}"


def _own(before: Row, after: Row, shape: Shape, part: str, name: str) -> Iterator[Difference]:
    changes = _changes(before, after, shape)
    if shape is RULE_SET:  # another version has another name: that is no difference of theirs
        changes = tuple(one for one in changes if one.field != VERSION)
    if changes:
        yield Difference(part, name, CHANGED, changes)


def _parts(before: Row, after: Row, shape: Shape) -> Iterator[Difference]:
    for key, inner in shape.lists.items():
        yield from _rows(before.get(key) or [], after.get(key) or [], inner)
    for key, inner in shape.ones.items():
        one, other = before.get(key) or {}, after.get(key) or {}
        yield from _own(one, other, inner, part_of(inner), str(other.get("name", "")))
        yield from _parts(one, other, inner)


def _rows(before: list[Row], after: list[Row], shape: Shape) -> Iterator[Difference]:
    old, new = _by_key(before, shape), _by_key(after, shape)
    part = part_of(shape)
    for key in [*(key for key in old if key not in new), *new]:
        if key not in new:
            yield Difference(part, name_of(old[key]), REMOVED, _said(old[key], shape, is_new=False))
        elif key not in old:
            yield Difference(part, name_of(new[key]), ADDED, _said(new[key], shape, is_new=True))
        elif changes := _changes(old[key], new[key], shape):
            yield Difference(part, name_of(new[key]), CHANGED, changes)
    yield from _order(old, new, shape)


def _by_key(rows: list[Row], shape: Shape) -> dict[tuple[Any, ...], Row]:
    """A key that comes twice is told apart by its turn, so that no row is lost."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key, turn = key_of(row, shape), 1
        while (*key, turn) in found:
            turn += 1
        found[(*key, turn)] = row
    return found


def _order(old: Mapping[Any, Row], new: Mapping[Any, Row], shape: Shape) -> Iterator[Difference]:
    """The order of those that both have, and their position numbers."""
    both = [key for key in new if key in old]
    is_same = both == [key for key in old if key in new]
    moved = [key for key in both if not is_same or old[key].get(PLACE) != new[key].get(PLACE)]
    if moved:
        texts = [_placed(moved, rows) for rows in (old, new)]
        yield Difference(f"{part_of(shape)}s", "in another order", CHANGED, (Change("Order", *texts),))


def _placed(keys: list[Any], rows: Mapping[Any, Row]) -> str:
    inside = set(keys)
    return ", ".join(f"{name_of(row)} ({row.get(PLACE, '-')})" for key, row in rows.items() if key in inside)


def _changes(before: Row, after: Row, shape: Shape) -> tuple[Change, ...]:
    return tuple(
        change
        for name in _fields(shape)
        if before.get(name) != after.get(name)
        for change in _change(before.get(name), after.get(name), name, shape)
    )


def _change(before: Any, after: Any, name: str, shape: Shape) -> Iterator[Change]:
    if name not in shape.lists:
        yield Change(label_of(name, shape), in_words(before, name, shape), in_words(after, name, shape))
        return
    old, new = (rows_in_words(rows or [], shape.lists[name]) for rows in (before, after))
    gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
    label = capfirst(name.replace("_", " "))
    if gone or come:
        yield Change(label, "\n".join(gone), "\n".join(come))
    else:
        yield Change(f"{label}, in another order or number", "\n".join(old), "\n".join(new))


def _said(row: Row, shape: Shape, *, is_new: bool) -> tuple[Change, ...]:
    texts = [(name, _text(row.get(name), name, shape)) for name in _fields(shape)]
    labels = [(_label(name, shape), text) for name, text in texts if text]
    return tuple(Change(label, "", text) if is_new else Change(label, text, "") for label, text in labels)


def _text(value: Any, name: str, shape: Shape) -> str:
    return (
        "\n".join(rows_in_words(value or [], shape.lists[name]))
        if name in shape.lists
        else in_words(value, name, shape)
    )


def _label(name: str, shape: Shape) -> str:
    return capfirst(name.replace("_", " ")) if name in shape.lists else label_of(name, shape)


def _fields(shape: Shape) -> list[str]:
    """The parts of a rule set and of a calendar are compared row by row instead."""
    lists = [] if shape.ones or shape.model._meta.model_name == "calendar" else list(shape.lists)
    return [*shape.links, *(name for name in shape.fields if name != PLACE), *lists]
