"""The cases of a period as the record stood at one of its entries, read from the kept rows.

A kept row counts where it was made of nothing later than that entry, under the definitions of today. What it does not
answer for is measured from the ledgers: a day that was put right after a cut-off, and what was not kept yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from operator import itemgetter
from typing import Any, Final

from recognition.routes.ledger import ROUTE, VALIDATION

from .definitions import VERSION
from .derive import derived, read
from .ended import FIGURES, Ended
from .ends import other_ends
from .period import Period

KEPT: Final = f"""
SELECT application_id, number, {", ".join(FIGURES)} FROM cases_endedstage
WHERE clock = %(clock)s AND ended_on BETWEEN %(first)s AND %(last)s
    AND entry <= %(upto)s AND read_to <= %(upto)s AND version = %(version)s
"""  # noqa: S608 - the names are those of our own columns


def decided(period: Period, *, upto: int) -> list[Ended]:
    """Granted or refused in the period, with the days in each state from receipt to that day."""
    return _of(ROUTE, period, upto)


def validated(period: Period, *, upto: int) -> list[Ended]:
    """Whose validation ended in the period, with whatever result, and the causes of what was found deficient."""
    return _of(VALIDATION, period, upto)


def _of(clock: str, period: Period, upto: int) -> list[Ended]:
    kept = list(_kept(clock, period, upto))
    others = derived(other_ends(clock, period, kept, upto=upto), upto=upto)
    return sorted((*kept, *(one for one in others if period.holds(one.ended_on))), key=itemgetter(0, 1))


def _kept(clock: str, period: Period, upto: int) -> Iterator[Ended]:
    given = {"clock": clock, "first": period.first_on, "last": period.last_on, "upto": upto, "version": VERSION}
    objects: dict[str, Any] = {}
    for row in read(KEPT, given):
        yield Ended._make((*row[:-2], _plain(row[-2], objects), _plain(row[-1], objects)))


def _plain(text: str, known: dict[str, Any]) -> Any:
    """Equal texts are read once."""
    if text not in known:
        found = json.loads(text)
        known[text] = tuple(found) if isinstance(found, list) else found
    return known[text]
