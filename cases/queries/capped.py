"""Counts that stop where nobody reads on: a list of a million rows is counted to a thousand, in a time of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

MOST: Final = 1000


def capped_counts(lists: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each list has, `MOST + 1` where there are more, in one query."""
    counts, parts, values = dict.fromkeys(lists, 0), [], []
    for name, rows in lists.items():
        try:
            sql, params = rows.order_by().values("pk")[: MOST + 1].query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT %s AS name, (SELECT count(*) FROM ({sql}) AS rows)")  # noqa: S608  # Django's own SQL
        values += [name, *params]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            counts |= dict(cursor.fetchall())
    return counts


def firsts(lists: Mapping[str, QuerySet[Any]], *, size: int) -> dict[str, tuple[list[int], int]]:
    """The keys of each list's first rows, in its order, and how many it has, counted as above; all in one query."""
    found: dict[str, tuple[list[int], int]] = {name: ([], 0) for name in lists}
    parts, values = [], []
    for name, rows in lists.items():
        try:
            counted, params = rows.order_by().values("pk")[: MOST + 1].query.sql_with_params()
            first, more = rows.values("pk")[:size].query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT %s AS name, ARRAY({first}), (SELECT count(*) FROM ({counted}) AS rows)")  # noqa: S608
        values += [name, *more, *params]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            found |= {name: (list(keys), count) for name, keys, count in cursor.fetchall()}
    return found


def capped_count(rows: QuerySet[Any]) -> int:
    return capped_counts({"rows": rows})["rows"]


def said(count: int) -> str:
    """`12`, or `1,000+` for more than are counted."""
    return f"{MOST:,}+" if count > MOST else f"{count:,}"
