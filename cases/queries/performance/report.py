"""The figures of a period up to an entry of the record, and their canonical form, over which a frozen one is sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from cases.models import PerformanceSnapshot
from recognition.audit.canonical import canonical
from recognition.audit.models import Entry

from .behind import behind, of_validation
from .definitions import DEFINITIONS, LATE, VERSION
from .ended import Ended
from .figures import Figure, figures
from .period import Period
from .read import decided, validated

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Report:
    period: Period
    read_to: int
    figures: tuple[Figure, ...]

    def by_key(self) -> dict[Key, Figure]:
        return {(one.code, one.by, one.key): one for one in self.figures}


def newest_entry() -> int:
    """For the view of today. What is just being written may come a moment later: a frozen period waits for it."""
    return Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0


def report(period: Period, *, upto: int) -> Report:
    found = figures(period, decided(period, upto=upto), validated(period, upto=upto))
    return Report(period, upto, tuple(found))


def cases_behind(period: Period, *, upto: int, code: str, by: str, key: str, which: str) -> list[Ended]:
    cases = (validated if of_validation(code) else decided)(period, upto=upto)
    return behind(cases, code, by, key, which)


def as_data(rows: Sequence[Figure]) -> list[list[Any]]:
    return [[*_names(row), None if row.value is None else str(row.value), *_made_of(row)] for row in rows]


def as_figures(data: Sequence[Sequence[Any]]) -> tuple[Figure, ...]:
    return tuple(Figure(c, b, k, None if v is None else Decimal(v), n, d) for c, b, k, v, n, d in data)


def frozen(found: Report, *, cut_off: datetime) -> dict[str, Any]:
    """All that is frozen, by its name in the row."""
    return {
        "period": found.period.code,
        "first_on": found.period.first_on,
        "last_on": found.period.last_on,
        "cut_off": cut_off,
        "read_to": found.read_to,
        "version": VERSION,
        "definitions": DEFINITIONS,
        "late": LATE,
        "figures": as_data(found.figures),
    }


def frozen_text(fields: dict[str, Any]) -> str:
    return canonical(fields)


def seal(fields: dict[str, Any]) -> str:
    return hashlib.sha256(frozen_text(fields).encode()).hexdigest()


def run_again(row: PerformanceSnapshot, period: Period) -> dict[str, Any]:
    """What freezing the period at the same entry of the record gives now, under the definitions of today."""
    return frozen(report(period, upto=row.read_to), cut_off=row.cut_off)


def fields_of(row: PerformanceSnapshot, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _names(row: Figure) -> tuple[str, str, str]:
    return row.code, row.by, row.key


def _made_of(row: Figure) -> tuple[int | None, int]:
    return row.numerator, row.denominator
