"""Which lives are copied, and what is a copy's own: its number, its reference, its product's name and its minute."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy as shallow
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Any

from django.db import connection

from cases.models import Application, Decision, ReferenceNumber
from cases.operations.seal import seal_of

from .brands import brand_of_copy

EARLIER = 240  # seconds at most: the sweep's entries, five minutes past midnight, stay on their day

MADE = """
CREATE TEMP TABLE life (id bigint PRIMARY KEY, brand text, reference text, seal text) ON COMMIT DROP;
CREATE TEMP TABLE copy (life bigint, number int, brand text, reference text, seal text, earlier int) ON COMMIT DROP;
"""


@dataclass(frozen=True, slots=True)
class Life:
    """A case that was played, by its row's key. `names` are its product's name, its reference, and its decision's seal
    where one was signed: what a copy has others of."""

    id: int
    names: tuple[str, str, str]
    signed: Decision | None

    @property
    def year(self) -> str:
        return self.names[1].split("-")[1]


@dataclass(frozen=True, slots=True)
class Copy:
    """`number` counts the copies of one life from 1. `earlier`: its acts were so many seconds before the life's own."""

    life: Life
    number: int
    names: tuple[str, str, str]
    earlier: int

    @property
    def reference(self) -> str:
        return self.names[1]

    def renamed(self, value: Any) -> Any:
        """A text, or the texts within an object, with the copy's names."""
        if isinstance(value, str):
            for theirs, own in zip(self.life.names, self.names, strict=True):
                value = value.replace(theirs, own) if theirs else value
            return value
        if isinstance(value, dict):
            return {key: self.renamed(item) for key, item in value.items()}
        return [self.renamed(item) for item in value] if isinstance(value, list) else value


def lives(after: int) -> list[Life]:
    """The cases whose keys are above `after`: those that were just played."""
    rows = Application.objects.filter(pk__gt=after).order_by("pk")
    signed = Decision.objects.filter(application__in=rows, state=Decision.State.SIGNED)
    of = {row.application_id: row for row in signed.select_related("recommended_by", "signed_by")}
    return [_life(row, of.get(row.pk)) for row in rows]


def _life(row: Application, signed: Decision | None) -> Life:
    return Life(row.pk, (row.product_name.split()[0], row.reference, signed.seal if signed else ""), signed)


def copies(of: list[Life], count: int, chance: Random) -> list[Copy]:
    """`count` copies, each life about as often as any other."""
    numbers = _references(of, count)
    made = ((place % len(of), place // len(of)) for place in range(count))
    return [
        _copy(of[life], turn + 1, brand_of_copy(life, turn), next(numbers[of[life].year]), chance.randrange(EARLIER))
        for life, turn in made
    ]


def _copy(life: Life, number: int, brand: str, reference: str, earlier: int) -> Copy:
    unsealed = Copy(life, number, (brand, reference, ""), earlier)
    return replace(unsealed, names=(brand, reference, _seal(unsealed))) if life.signed else unsealed


def _seal(copy: Copy) -> str:
    """Over what the copy's decision says, as if it had been signed."""
    signed = copy.life.signed
    if signed is None or signed.signed_by is None or signed.signed_at is None:
        return ""
    decision = shallow(signed)
    decision.application = Application(reference=copy.reference)
    decision.reasons, decision.conditions = copy.renamed(signed.reasons), copy.renamed(signed.conditions)
    signed_at = signed.signed_at - timedelta(seconds=copy.earlier)
    return seal_of(decision, signed_by=signed.signed_by.get_username(), signed_at=signed_at)


def _references(of: list[Life], count: int) -> dict[str, Iterator[str]]:
    """Takes as many references of each year as that year's lives will have copies."""
    wanted: dict[str, int] = {}
    for place in range(count):
        year = of[place % len(of)].year
        wanted[year] = wanted.get(year, 0) + 1
    return {year: _taken(int(year), number) for year, number in wanted.items()}


def _taken(year: int, count: int) -> Iterator[str]:
    row = ReferenceNumber.objects.select_for_update().get(year=year)
    first = row.last + 1
    row.last += count
    row.save(update_fields=["last"])
    return (f"IRP-{year}-{number:06d}" for number in range(first, first + count))


def tell_database(of: list[Life], made: list[Copy]) -> None:
    """The same as two tables of this transaction, for the statements that copy rows."""
    with connection.cursor() as cursor:
        cursor.execute(MADE)
        with cursor.copy("COPY life FROM STDIN") as rows:
            for life in of:
                rows.write_row((life.id, *life.names))
        with cursor.copy("COPY copy FROM STDIN") as rows:
            for copy in made:
                rows.write_row((copy.life.id, copy.number, *copy.names, copy.earlier))
        cursor.execute("ANALYZE copy; ANALYZE life")
