"""The cases of a period, as the record stood at one of its entries, by a fixed number of statements.

What is read never changes: entries of the record, lines of ledgers, determinations and published rule sets. So the same
period up to the same entry gives the same cases, whatever has become of them since. `upto` is that entry's number; it
was drawn under the record's lock, so whatever has a lower number was committed then, and nothing new can get one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

from django.db import connection

from recognition.routes.course import Course, course, elapsed
from recognition.routes.ledger import ROUTE, VALIDATION, Entry
from recognition.routes.load import spec_of
from recognition.routes.models import RuleSet
from recognition.routes.spec import RuleSetSpec

from .period import Period

# The lines that ended one clock in the period, by their own day or by a corrected one, and the state that followed.
ENDED: Final = """
WITH ends AS (
    SELECT line.application_id, line.number, line.event FROM cases_clockentry line
    WHERE line.act = 'ended' AND line.clock = %(clock)s AND line.outcome = ANY(%(outcomes)s)
        AND line.on BETWEEN %(first)s AND %(last)s
    UNION
    SELECT line.application_id, line.number, line.event FROM cases_clockentry righted
    JOIN cases_clockentry line ON line.application_id = righted.application_id AND line.number = righted.corrects
    WHERE righted.act = 'corrected' AND righted.clock = %(clock)s AND righted.on BETWEEN %(first)s AND %(last)s
        AND line.act = 'ended' AND line.outcome = ANY(%(outcomes)s)
)
SELECT ends.application_id, ends.number, ends.event, entry.id, entry.at, entry.to_state
FROM ends JOIN audit_entry entry ON entry.uuid = ends.event
WHERE entry.id <= %(upto)s
ORDER BY ends.application_id, ends.number
"""
# What was written before the clock's end, or with it, is in the record before its entry; of what came later only
# corrections change the course, and they are looked at one by one.
LEDGERS: Final = """
SELECT ended.application_id, ended.number,
    COALESCE((
        SELECT made.rule_set_id FROM cases_determination made
        WHERE made.application_id = ended.application_id AND made.at <= ended.at ORDER BY made.id DESC LIMIT 1
    ), own.rule_set_id),
    (
        SELECT string_agg(concat_ws('|', line.number, line.clock, line.act, line.on, line.route, line.until,
            line.outcome, line.corrects), ';' ORDER BY line.number)
        FROM (
            SELECT number, clock, act, "on", route, COALESCE(until::text, '') AS until, outcome,
                COALESCE(corrects::text, '') AS corrects
            FROM cases_clockentry WHERE application_id = ended.application_id AND (
                number <= ended.number OR event = ended.event OR (act = 'corrected' AND EXISTS (
                    SELECT 1 FROM audit_entry WHERE uuid = event AND id <= %(upto)s)))
        ) AS line
    )
FROM unnest(%(cases)s::bigint[], %(numbers)s::int[], %(events)s::uuid[], %(ats)s::timestamptz[])
    AS ended (application_id, number, event, at)
JOIN cases_application own ON own.id = ended.application_id
"""
# Each change of state with its legal day, which a later correction of the ledger's line has put right.
STATES: Final = """
SELECT ended.application_id, string_agg(concat_ws('|', entry.to_state, COALESCE(
    (
        SELECT righted.on FROM cases_clockentry line
        JOIN cases_clockentry righted ON righted.application_id = line.application_id
            AND righted.act = 'corrected' AND righted.corrects = line.number
        JOIN audit_entry told ON told.uuid = righted.event AND told.id <= %(upto)s
        WHERE ended.righted AND line.application_id = ended.application_id AND line.event = entry.uuid
        ORDER BY righted.number DESC LIMIT 1
    )::text, entry.data ->> 'on', entry.on::text)), ';' ORDER BY entry.id)
FROM unnest(%(cases)s::bigint[], %(entries)s::bigint[], %(righted)s::boolean[])
    AS ended (application_id, entry, righted)
JOIN audit_entry entry ON entry.subject_type = 'application' AND entry.subject_id = ended.application_id::text
    AND entry.id <= ended.entry AND entry.from_state <> entry.to_state
GROUP BY ended.application_id
"""
# The last cause that each deficiency was given.
CAUSES: Final = """
SELECT DISTINCT ON (subject_id, data ->> 'deficiency')
    subject_id::bigint, COALESCE(data #>> '{changed,cause,1}', data ->> 'cause')
FROM audit_entry
WHERE subject_type = 'application' AND subject_id = ANY(%(subjects)s) AND id <= %(upto)s
    AND action IN ('deficiency_raised', 'deficiency_changed')
ORDER BY subject_id, data ->> 'deficiency', id DESC
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """A case whose validation or assessment ended in the period, and the state that it came to."""

    case: int
    state: str
    course: Course
    states: Mapping[str, int] = field(default_factory=dict)
    causes: tuple[str, ...] = ()


def decided(period: Period, *, upto: int) -> list[Ended]:
    """Granted or refused in the period, with the days in each state from receipt to that day."""
    rows = _ended(ROUTE, ["decided"], period, upto)
    found = [(row, one) for row, one in rows if one.assessment and period.holds(one.assessment.ended_on)]
    states = _states([row for row, _ in found], upto)
    return [Ended(row.case, row.state, one, states.get(row.case, {})) for row, one in found]


def validated(period: Period, *, upto: int) -> list[Ended]:
    """Whose validation ended in the period, with whatever result, and the causes of what was found deficient."""
    rows = _ended(VALIDATION, ["met", "cancelled"], period, upto)
    found = [(row, one) for row, one in rows if one.validation and period.holds(one.validation.ended_on)]
    causes = _causes([row.case for row, _ in found], upto)
    return [Ended(row.case, row.state, one, causes=tuple(causes.get(row.case, ()))) for row, one in found]


@dataclass(frozen=True, slots=True)
class _Row:
    case: int
    number: int
    event: UUID
    entry: int
    at: Any
    state: str
    is_righted: bool = False


def _ended(clock: str, outcomes: list[str], period: Period, upto: int) -> list[tuple[_Row, Course]]:
    given = {"clock": clock, "outcomes": outcomes, "first": period.first_on, "last": period.last_on, "upto": upto}
    ends = {(row[0], row[1]): _Row(*row) for row in _read(ENDED, given)}
    lines = _read(LEDGERS, {**_columns(ends.values()), "upto": upto})
    specs, known, found = _specs({row[2] for row in lines}), dict[tuple[int, str], Course](), []
    for case, number, rule_set, text in lines:
        end = ends[case, number]
        righted = "|corrected|" in text
        if (rule_set, text) not in known:  # equal ledgers under equal rules are measured once
            known[rule_set, text] = course(_entries(text), specs[rule_set])
        found.append((replace(end, is_righted=righted), known[rule_set, text]))
    return sorted(found, key=lambda one: (one[0].case, one[0].number))


def _columns(rows: Iterable[_Row]) -> dict[str, list[Any]]:
    own = list(rows)
    return {
        "cases": [row.case for row in own],
        "numbers": [row.number for row in own],
        "events": [row.event for row in own],
        "entries": [row.entry for row in own],
        "ats": [row.at for row in own],
        "righted": [row.is_righted for row in own],
    }


def _entries(text: str) -> list[Entry]:
    return [_entry(*line.split("|")) for line in text.split(";")]


def _entry(number: str, clock: str, act: str, on: str, route: str, until: str, outcome: str, corrects: str) -> Entry:
    return Entry(
        clock=clock,
        act=act,
        on=date.fromisoformat(on),
        route=route,
        until=date.fromisoformat(until) if until else None,
        outcome=outcome,
        number=int(number),
        corrects=int(corrects) if corrects else None,
    )


def _specs(keys: set[int]) -> dict[int, RuleSetSpec]:
    rows = RuleSet.objects.filter(pk__in=keys).select_related("calendar")
    return {row.pk: spec_of(row) for row in rows}


def _states(rows: Sequence[_Row], upto: int) -> dict[int, dict[str, int]]:
    lines = _read(STATES, {**_columns(rows), "upto": upto})
    known: dict[str, dict[str, int]] = {}
    return {case: known.setdefault(text, _days_in(text)) for case, text in lines}


def _days_in(text: str) -> dict[str, int]:
    """From the first state after the draft to the last; the day of a change begins the new state."""
    days: dict[str, int] = defaultdict(int)
    changes = [(state, date.fromisoformat(on)) for state, _, on in (one.partition("|") for one in text.split(";"))]
    for (state, on), (_, until) in pairwise(changes):
        days[state] += elapsed(on, until)
    return dict(days)


def _causes(cases: Sequence[int], upto: int) -> dict[int, list[str]]:
    found = defaultdict(list)
    for case, cause in _read(CAUSES, {"subjects": [str(case) for case in cases], "upto": upto}):
        found[case].append(cause or "")
    return found


def _read(sql: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()
