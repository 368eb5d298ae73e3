"""Every call of the OpenAPI document in words, for the developers' page: read by people, with no script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from .document import document

METHODS: Final = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    kind: str
    says: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    path: str
    summary: str
    says: str
    scopes: tuple[str, ...]
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    example: str
    answers: tuple[tuple[str, str], ...]
    answer: tuple[Field, ...]

    @property
    def anchor(self) -> str:
        return f"{self.method}{self.path.translate(str.maketrans('/{}', '---'))}".strip("-").lower()


@cache
def calls() -> dict[str, list[Call]]:
    """By tag, in the document's order."""
    whole = json.loads(document()[0])
    found: dict[str, list[Call]] = {}
    for path, methods in whole["paths"].items():
        for method in METHODS:
            if call := methods.get(method):
                found.setdefault(call["tags"][0], []).append(_call(whole, method.upper(), path, call))
    return found


def _call(whole: dict[str, Any], method: str, path: str, call: dict[str, Any]) -> Call:
    body = _first(call.get("requestBody", {}).get("content", {}))
    answers = call["responses"]
    good: dict[str, Any] = next((answer for status, answer in answers.items() if status.startswith("2")), {})
    return Call(
        method=method,
        path=path,
        summary=call.get("summary", ""),
        says=call.get("description", ""),
        scopes=tuple(scope for row in call.get("security", []) for scope in row.get("oauth2", ())),
        parameters=tuple(_parameter(row) for row in call.get("parameters", [])),
        body=tuple(_fields(whole, body.get("schema", {}))),
        example=_example(body),
        answers=tuple((status, answer.get("description", "")) for status, answer in answers.items()),
        answer=tuple(_fields(whole, _first(good.get("content", {})).get("schema", {}))),
    )


def _parameter(row: dict[str, Any]) -> Field:
    place = {"header": "header", "query": "in the query", "path": "in the path"}[row["in"]]
    kind = f"{place}, {_kind(row['schema'])}"
    return Field(row["name"], kind, row.get("description", ""), row.get("required", False))


def _fields(whole: dict[str, Any], schema: dict[str, Any]) -> Iterator[Field]:
    """One level deep: what a field holds in its turn stands in the document."""
    known = _resolved(whole, schema)
    known = _resolved(whole, known["items"]) if known.get("type") == "array" else known
    needed = set(known.get("required", ()))
    for name, field in known.get("properties", {}).items():
        yield Field(name, _kind(field), field.get("description", ""), name in needed)


def _resolved(whole: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = whole["components"]["schemas"][name] if name else schema
    return found


def _kind(schema: dict[str, Any]) -> str:
    if name := schema.get("$ref", "").rpartition("/")[2]:
        return name
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    parts = [_kind(one) for key in ("oneOf", "anyOf", "allOf") for one in schema.get(key, ())]
    kind = schema.get("type") or " or ".join(dict.fromkeys(parts)) or "any"
    kind = " or ".join(kind) if isinstance(kind, list) else kind
    return f"{kind} ({schema['format']})" if schema.get("format") else kind


def _first(content: dict[str, Any]) -> dict[str, Any]:
    return next(iter(content.values()), {})


def _example(body: dict[str, Any]) -> str:
    example = _first(body.get("examples", {})).get("value")
    return "" if example is None else json.dumps(example, indent=2, ensure_ascii=False)
