"""Which lines of ledgers ended a stage: of some cases, or those of a period that no kept row answers for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .definitions import VERSION
from .derive import End, read
from .ended import OUTCOMES, Ended
from .period import Period

PAIRS: Final = [f"('{clock}', '{outcome}')" for clock, outcomes in OUTCOMES.items() for outcome in outcomes]
COUNTS: Final = f"(line.clock, line.outcome) IN ({', '.join(PAIRS)})"
ENTRY: Final = """
SELECT ends.application_id, ends.number, ends.clock, ends.event, entry.id, entry.at, entry.to_state
FROM ends JOIN audit_entry entry ON entry.uuid = ends.event WHERE entry.id <= %(upto)s
ORDER BY ends.application_id, ends.number
"""
# By their own day, or by the day to which they were put right; but for those that the caller has kept rows of.
OF_PERIOD: Final = f"""
WITH ended AS (
    SELECT line.application_id, line.number, line.clock, line.event, line.outcome FROM cases_clockentry line
    WHERE line.act = 'ended' AND line.clock = %(clock)s AND line.on BETWEEN %(first)s AND %(last)s
    UNION
    SELECT line.application_id, line.number, line.clock, line.event, line.outcome FROM cases_clockentry righted
    JOIN cases_clockentry line ON line.application_id = righted.application_id AND line.number = righted.corrects
    WHERE righted.act = 'corrected' AND righted.clock = %(clock)s AND righted.on BETWEEN %(first)s AND %(last)s
        AND line.act = 'ended'
), ends AS (
    SELECT line.* FROM ended line WHERE {COUNTS} AND NOT EXISTS (
        SELECT FROM unnest(%(cases)s::bigint[], %(numbers)s::int[]) AS kept (application_id, number)
        WHERE kept.application_id = line.application_id AND kept.number = line.number)
) {ENTRY}
"""  # noqa: S608 - the words are those of our own ledgers
OF_CASES: Final = f"""
WITH ends AS (
    SELECT line.application_id, line.number, line.clock, line.event FROM cases_clockentry line
    WHERE line.application_id = ANY(%(cases)s) AND line.act = 'ended' AND {COUNTS}
) {ENTRY}
"""  # noqa: S608
# For cases that have such a line and no row of these definitions for it.
UNKEPT: Final = f"""
SELECT DISTINCT line.application_id FROM cases_clockentry line
WHERE line.application_id > %(after)s AND line.act = 'ended' AND {COUNTS} AND NOT EXISTS (
    SELECT FROM cases_endedstage kept WHERE kept.application_id = line.application_id AND kept.number = line.number
        AND kept.version = %(version)s)
ORDER BY line.application_id LIMIT %(most)s
"""  # noqa: S608
NEWEST: Final = 2**63 - 1


def other_ends(clock: str, period: Period, kept: Sequence[Ended], *, upto: int) -> list[End]:
    """The keys of the kept ones are handed over, so that a row which is written in between is missed by neither."""
    known = {"cases": [one.case for one in kept], "numbers": [one.number for one in kept]}
    given = {"clock": clock, "first": period.first_on, "last": period.last_on, "upto": upto}
    return [End(*row) for row in read(OF_PERIOD, {**given, **known})]


def ends_of(cases: Sequence[int]) -> list[End]:
    """As the record stands now."""
    return [End(*row) for row in read(OF_CASES, {"cases": list(cases), "upto": NEWEST})]


def cases_unkept(*, after: int, most: int) -> list[int]:
    """The next ones by key, above `after`."""
    return [row[0] for row in read(UNKEPT, {"after": after, "most": most, "version": VERSION})]
