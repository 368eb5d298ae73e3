"""JSON Schema against JSON Schema: what is sent may only widen, what is answered may only narrow or say more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

Schema = Mapping[str, Any]
Found = Iterator[tuple[str, str]]
LOWER: Final = ("minimum", "exclusiveMinimum", "minLength", "minItems")
UPPER: Final = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")
FORMS: Final = ("format", "pattern")


class Direction(Enum):
    SENT = "sent"
    ANSWERED = "answered"


@dataclass
class Shapes:
    """Two documents, whose references are followed; a pair that has been compared is not compared again."""

    old: Mapping[str, Any]
    new: Mapping[str, Any]
    seen: set[tuple[str, str, Direction]] = field(default_factory=set)

    def compare(self, old: Schema, new: Schema, direction: Direction, place: str) -> Found:
        names = (old.get("$ref", ""), new.get("$ref", ""))
        if all(names):
            if (*names, direction) in self.seen:
                return
            self.seen.add((*names, direction))
        before, after = _whole(old, self.old), _whole(new, self.new)
        yield from _types(before, after, direction, place)
        yield from _values(before, after, direction, place)
        if direction is Direction.SENT:
            yield from _limits(before, after, place)
        yield from self._fields(before, after, direction, place)
        if "items" in before and "items" in after:
            yield from self.compare(before["items"], after["items"], direction, f"{place}/*")

    def _fields(self, old: Schema, new: Schema, direction: Direction, place: str) -> Found:
        before, after = old.get("properties", {}), new.get("properties", {})
        for name, shape in before.items():
            if name not in after:
                yield f"{place}/{name}", "the field is gone"
            else:
                yield from self.compare(shape, after[name], direction, f"{place}/{name}")
        must_before, must_now = set(old.get("required", ())), set(new.get("required", ()))
        if direction is Direction.SENT:
            for name in sorted(must_now - must_before):
                yield f"{place}/{name}", "the field is required now"
        else:
            for name in sorted((must_before - must_now) & after.keys()):
                yield f"{place}/{name}", "the field may be missing now"


def _whole(schema: Schema, document: Mapping[str, Any]) -> Schema:
    """The schema with what it refers to and what it is made of, as one."""
    if "$ref" in schema:
        target: Any = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        return _whole({**target, **{name: value for name, value in schema.items() if name != "$ref"}}, document)
    if "allOf" not in schema:
        return schema
    whole: dict[str, Any] = {name: value for name, value in schema.items() if name != "allOf"}
    for part in schema["allOf"]:
        one = _whole(part, document)
        whole = {
            **one,
            **whole,
            "properties": {**one.get("properties", {}), **whole.get("properties", {})},
            "required": [*one.get("required", ()), *whole.get("required", ())],
        }
    return whole


def _kinds(schema: Schema) -> set[str]:
    """Its types; a choice between shapes has those of each. None at all: any."""
    choices = [*schema.get("oneOf", ()), *schema.get("anyOf", ())]
    if choices:
        return {kind for choice in choices for kind in (_kinds(choice) or {choice.get("$ref", "any")})}
    given = schema.get("type", ())
    return {given} if isinstance(given, str) else set(given)


def _types(old: Schema, new: Schema, direction: Direction, place: str) -> Found:
    before, after = _kinds(old), _kinds(new)
    if "integer" in before and direction is Direction.SENT:
        after = after | ({"integer"} if "number" in after else set())
    if direction is Direction.SENT and after and (gone := (before or {"any"}) - after):
        yield place, f"{_words(gone)} is not taken any more"
    if direction is Direction.ANSWERED and before and (added := (after or {"any"}) - before):
        yield place, f"it may be {_words(added)} now"


def _values(old: Schema, new: Schema, direction: Direction, place: str) -> Found:
    """A value that can no longer be sent breaks whoever sends it; one that is never answered any more, whoever waits
    for it. A new one in an answer is let pass, as clients are told to do."""
    before, after = old.get("enum"), new.get("enum")
    if before is None and after is not None and direction is Direction.SENT:
        yield place, f"only {_words(after)} is taken now"
    if before is not None and after is not None and (gone := [value for value in before if value not in after]):
        yield place, f"the value {_words(gone)} is gone"
    if before is not None and after is None and direction is Direction.ANSWERED:
        yield place, "it may be any value now"


def _limits(old: Schema, new: Schema, place: str) -> Found:
    for names, tighter in ((LOWER, max), (UPPER, min)):
        for name in names:
            before, after = old.get(name), new.get(name)
            if after is not None and (before is None or tighter(before, after) != before):
                yield place, f"{name} is {after} now, and was {'not set' if before is None else before}"
    for name in FORMS:
        if name in new and new[name] != old.get(name):
            yield place, f"its {name} is {new[name]!r} now, and was {old.get(name, 'not set')!r}"
    if new.get("additionalProperties") is False and old.get("additionalProperties") is not False:
        yield place, "fields of other names are not taken any more"


def _words(values: Any) -> str:
    return ", ".join(sorted(str(value) for value in values))
