"""Paging by key: a page begins behind the last row of the one before, so that page 10,000 costs what the first does.

A cursor in the address is the last row's key, `value~id`. One that means nothing gives the first page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, BooleanField, F, Func, Model, Q, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

LARGEST = 2**63 - 1  # that a key may be

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Order:
    """By an annotation or field of the rows that is never null, then by id; both from the last where `descending`."""

    key: str
    descending: bool = False

    @property
    def columns(self) -> tuple[str, str]:
        sign = "-" if self.descending else ""
        return f"{sign}{self.key}", f"{sign}id"


@dataclass(frozen=True, slots=True)
class KeyPage(Generic[Row]):
    """`after` and `before` are the cursors of the next and the previous page, empty where there is none."""

    rows: Sequence[Row]
    before: str
    after: str


def page_of(
    rows: QuerySet[Row],
    order: Order,
    *,
    size: int,
    after: str = "",
    before: str = "",
    whole: QuerySet[Row] | None = None,
) -> KeyPage[Row]:
    """The page behind `after`, or the one that ends ahead of `before`. One row more is read to know of another page.

    Where `whole` is given, with the same key, `rows` say which rows and in which order, and only those of the page are
    read whole: a list that has to be sorted is not sorted with all that its rows show.
    """
    backwards = bool(before) and not after
    at = _beyond(rows, order, after or before, backwards=backwards)
    if at is None:
        at, backwards, after, before = Q(), False, "", ""
    columns = _columns(order, backwards)
    chosen = rows.filter(at).order_by(*columns)[: size + 1]
    found = list(chosen if whole is None else whole.filter(pk__in=chosen.values("pk")).order_by(*columns))
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
        if len(found) < size:  # what came before has shrunk: the first page is whole
            return page_of(rows, order, size=size, whole=whole)
    has_before, has_after = (more, True) if backwards else (bool(after), more)
    first, last = (found[0], found[-1]) if found else (None, None)
    return KeyPage(found, _cursor(first, order) if has_before else "", _cursor(last, order) if has_after else "")


def _columns(order: Order, backwards: bool) -> tuple[str, str]:
    return Order(order.key, order.descending != backwards).columns


def _beyond(rows: QuerySet[Row], order: Order, cursor: str, *, backwards: bool) -> Q | None:
    """Key and id are compared as one row, which an index over both answers where it begins: where many rows have one
    value, such as closed cases without a date, a comparison of each by itself would walk through all of them."""
    if not cursor:
        return Q()
    value, _, key = cursor.replace("\x00", "").rpartition("~")
    field = rows.query.resolve_ref(order.key).output_field
    try:
        known, number = field.to_python(value), int(key)
    except (ValidationError, ValueError):
        return None
    if any(isinstance(one, int) and abs(one) > LARGEST for one in (known, number)):
        return None
    way = "<" if order.descending != backwards else ">"
    return Q(Beyond(F(order.key), F("id"), Value(known, output_field=field), Value(number, BigIntegerField()), way=way))


class Beyond(Func):
    """`(key, id) > (a, b)`, or `<`."""

    output_field = BooleanField()

    def __init__(self, *expressions: Any, way: str = ">") -> None:
        super().__init__(*expressions, way=way)

    def as_sql(  # type: ignore[override]  # what Django's own returns is a list, too
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, list[Any]]:
        parts = [compiler.compile(one) for one in self.get_source_expressions()]
        (key, pk, value, number), values = (sql for sql, _ in parts), [one for _, own in parts for one in own]
        return f"({key}, {pk}) {self.extra['way']} ({value}, {number})", values


def _cursor(row: Row | None, order: Order) -> str:
    return f"{getattr(row, order.key)}~{row.pk}" if row is not None else ""
