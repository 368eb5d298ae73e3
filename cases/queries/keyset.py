"""Paging by key: a page begins behind the last row of the one before, so that page 10,000 costs what the first does.

A cursor in the address is the last row's key, `value~id`. One that means nothing gives the first page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

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
    """The outer comparison alone bounds the walk through the index; the inner one tells rows of one value apart."""
    if not cursor:
        return Q()
    value, _, key = cursor.replace("\x00", "").rpartition("~")
    way = "lt" if order.descending != backwards else "gt"
    field = rows.query.resolve_ref(order.key).output_field
    try:
        known, number = field.to_python(value), int(key)
    except (ValidationError, ValueError):
        return None
    return Q(**{f"{order.key}__{way}e": known}) & (Q(**{f"{order.key}__{way}": known}) | Q(**{f"id__{way}": number}))


def _cursor(row: Row | None, order: Order) -> str:
    return f"{getattr(row, order.key)}~{row.pk}" if row is not None else ""
