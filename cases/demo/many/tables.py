# ruff: noqa: S608 - the names in these statements are those of our own tables
"""Copies the rows of the lives that were played, whatever tables a case has: one statement a table.

A copied row differs from its original in its key, in the keys that it names, in its UUIDs, in its times, and where a
text has the product's name, the case's reference or a decision's seal. Its dates are the same, so they are as true.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, models

from cases.models import Application
from cases.queries.tables import Model, linked

NAMES = ("brand", "reference", "seal")
UUID = "md5({0}::text || ':' || copy.number)::uuid"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table's copies go: copy `n` of the row with key `k` gets `k - lowest + first + (n - 1) * span`."""

    lowest: int
    span: int
    first: int

    def key(self, column: str) -> str:
        return f"({column} - {self.lowest} + {self.first} + (copy.number - 1)::bigint * {self.span})"


def copy_rows(rounds: int) -> dict[str, int]:
    """Copy every table, `rounds` times at most; returns how many rows each got."""
    paths = dict(_paths())
    places = {model: place for model, path in paths.items() if (place := _place(model, path, rounds))}
    return {model._meta.db_table: _copy(model, paths[model], places) for model in places}


def _paths() -> Iterator[tuple[Model, str]]:
    """Each table of a case with the joins that lead from its row (`own`) to its case."""
    known: dict[Model, str] = {}
    for model, link in linked():
        known[model] = _join(link, known) if link else "JOIN life ON life.id = own.id"
        yield model, known[model]


def _join(link: models.ForeignKey, known: dict[Model, str]) -> str:  # type: ignore[type-arg]
    """The parent's joins, begun at the parent's row."""
    parent: Model = link.related_model  # type: ignore[assignment]
    if parent is Application:
        return f'JOIN life ON life.id = own."{link.column}"'
    name = f"up_{parent._meta.db_table}"
    return f'JOIN "{parent._meta.db_table}" {name} ON {name}.id = own."{link.column}" ' + known[parent].replace(
        "own.", f"{name}."
    )


def _place(model: Model, path: str, rounds: int) -> Place | None:
    """None where no life has such a row. Keys are taken from the table's sequence, so that nobody else gets them."""
    table, key = model._meta.db_table, model._meta.pk.column
    if isinstance(model._meta.pk, models.UUIDField):
        found = _one(f'SELECT count(*) FROM "{table}" own {path}')
        return Place(0, 0, 0) if found else None
    lowest, highest = _row(f'SELECT min(own."{key}"), max(own."{key}") FROM "{table}" own {path}')
    if lowest is None:
        return None
    span = highest - lowest + 1
    first = _one(
        f"SELECT setval(s, nextval(s) + {span * rounds} - 1) - {span * rounds} + 1 "
        f"FROM pg_get_serial_sequence('\"{table}\"', '{key}') s"
    )
    return Place(lowest, span, first)


def _copy(model: Model, path: str, places: dict[Model, Place]) -> int:
    table = model._meta.db_table
    fields = [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field, model, path, places) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({columns}) SELECT {values} FROM "{table}" own {path} '
            f'JOIN copy ON copy.life = life.id ORDER BY copy.number, own."{model._meta.pk.column}"'
        )
        return int(cursor.rowcount)


def _value(field: models.Field, model: Model, path: str, places: dict[Model, Place]) -> str:  # type: ignore[type-arg]
    """The expression that a copy has in this column."""
    column = f'own."{field.column}"'
    target = field.related_model if isinstance(field, models.ForeignKey) else model if field.primary_key else None
    if isinstance(getattr(field, "target_field", field), models.UUIDField):
        return UUID.format(column) if target is None or target in places else column
    if target in places:
        return places[target].key(column)
    if isinstance(field, models.DateTimeField):
        return f"{column} - copy.earlier * interval '1 second'"
    return _renamed(field, column) if _names_the_case(field, model, path) else column


def _names_the_case(field: models.Field, model: Model, path: str) -> bool:  # type: ignore[type-arg]
    """Whether a life has one of its names in this column. A file keeps its own name."""
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    if not is_text or field.choices or isinstance(field, models.FileField):
        return False
    text = f'own."{field.column}"::text'
    named = " OR ".join(f"life.{name} <> '' AND strpos({text}, life.{name}) > 0" for name in NAMES)
    return bool(_one(f'SELECT EXISTS (SELECT FROM "{model._meta.db_table}" own {path} WHERE {named})'))


def _renamed(field: models.Field, column: str) -> str:  # type: ignore[type-arg]
    text = f"{column}::text"
    for name in NAMES:  # replacing nothing, where a life has no seal, changes nothing
        text = f"replace({text}, life.{name}, copy.{name})"
    return f"{text}::jsonb" if isinstance(field, models.JSONField) else text


def _one(statement: str) -> int:
    (value,) = _row(statement)
    return value  # type: ignore[no-any-return]


def _row(statement: str) -> tuple:  # type: ignore[type-arg]
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() or ()
