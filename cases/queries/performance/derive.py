"""Stages that are over, measured from the record as it stood at one of its entries, by a fixed number of statements.

What is read never changes: entries of the record, lines of ledgers, determinations and published rule sets. So the same
ends up to the same entry give the same figures, whatever has become of the cases since. `upto` is that entry's number;
it was drawn under the record's lock, so whatever has a lower number was committed then, and nothing new can get one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

from django.db import connection

from recognition.routes.course import Course, course, elapsed
from recognition.routes.ledger import ROUTE, VALIDATION, Entry
from recognition.routes.load import spec_of
from recognition.routes.models import RuleSet
from recognition.routes.spec import RuleSetSpec

from .ended import Ended

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
SELECT ended.application_id, ended.number, string_agg(concat_ws('|', entry.to_state, COALESCE(
    (
        SELECT righted.on FROM cases_clockentry line
        JOIN cases_clockentry righted ON righted.application_id = line.application_id
            AND righted.act = 'corrected' AND righted.corrects = line.number
        JOIN audit_entry told ON told.uuid = righted.event AND told.id <= %(upto)s
        WHERE ended.righted AND line.application_id = ended.application_id AND line.event = entry.uuid
        ORDER BY righted.number DESC LIMIT 1
    )::text, entry.data ->> 'on', entry.on::text)), ';' ORDER BY entry.id)
FROM unnest(%(cases)s::bigint[], %(numbers)s::int[], %(entries)s::bigint[], %(righted)s::boolean[])
    AS ended (application_id, number, entry, righted)
JOIN audit_entry entry ON entry.subject_type = 'application' AND entry.subject_id = ended.application_id::text
    AND entry.id <= ended.entry AND entry.from_state <> entry.to_state
GROUP BY ended.application_id, ended.number
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
class End:
    """The line of a ledger that ended a clock, and its entry in the record: number, instant and state after it."""

    case: int
    number: int
    clock: str
    event: UUID
    entry: int
    at: datetime
    state: str


def derived(ends: Sequence[End], *, upto: int) -> list[Ended]:
    """In the order of the cases and of their ledgers."""
    if not ends:
        return []
    known = {(one.case, one.number): one for one in ends}
    measured, righted = _courses(ends, upto)
    states = _states([one for one in ends if one.clock == ROUTE], righted, upto)
    causes = _causes([one.case for one in ends if one.clock == VALIDATION], upto)
    found = [_ended(known[key], own, states, causes) for key, own in measured.items()]
    return sorted((one for one in found if one), key=lambda one: (one.case, one.number))


Key = tuple[int, int]


def _ended(
    end: End, own: Course, states: Mapping[Key, dict[str, int]], causes: Mapping[int, list[str]]
) -> Ended | None:
    is_decision = end.clock == ROUTE
    stage = own.assessment if is_decision else own.validation
    if stage is None:
        return None
    return Ended(
        case=end.case,
        number=end.number,
        state=end.state,
        route=own.route,
        started_on=stage.started_on,
        ended_on=stage.ended_on,
        clock_days=stage.clock_days,
        elapsed=stage.elapsed,
        in_time=stage.in_time,
        since_receipt=own.since_receipt,
        statutory_in_time=own.statutory_in_time,
        corrections=own.corrections,
        stops=own.stops,
        extensions=own.extensions,
        reversions=own.reversions,
        states=states.get((end.case, end.number), {}),
        causes=() if is_decision else tuple(sorted(causes.get(end.case, ()))),
    )


def _courses(ends: Sequence[End], upto: int) -> tuple[dict[Key, Course], set[Key]]:
    """Equal ledgers under equal rules are measured once. Beside them the ends whose ledger was put right."""
    lines = read(LEDGERS, {**_columns(ends), "upto": upto})
    specs, known, found = _specs({row[2] for row in lines}), dict[tuple[int, str], Course](), dict[Key, Course]()
    for case, number, rule_set, text in lines:
        if (rule_set, text) not in known:
            known[rule_set, text] = course(_entries(text), specs[rule_set])
        found[case, number] = known[rule_set, text]
    return found, {(row[0], row[1]) for row in lines if "|corrected|" in row[3]}


def _columns(ends: Iterable[End]) -> dict[str, list[Any]]:
    own = list(ends)
    return {
        "cases": [one.case for one in own],
        "numbers": [one.number for one in own],
        "events": [one.event for one in own],
        "entries": [one.entry for one in own],
        "ats": [one.at for one in own],
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


def _states(ends: Sequence[End], righted: set[Key], upto: int) -> dict[Key, dict[str, int]]:
    if not ends:
        return {}
    given = {"righted": [(one.case, one.number) in righted for one in ends], "upto": upto}
    known: dict[str, dict[str, int]] = {}
    lines = read(STATES, {**_columns(ends), **given})
    return {(case, number): known.setdefault(text, _days_in(text)) for case, number, text in lines}


def _days_in(text: str) -> dict[str, int]:
    """From the first state after the draft to the last; the day of a change begins the new state."""
    days: dict[str, int] = defaultdict(int)
    changes = [(state, date.fromisoformat(on)) for state, _, on in (one.partition("|") for one in text.split(";"))]
    for (state, on), (_, until) in pairwise(changes):
        days[state] += elapsed(on, until)
    return dict(days)


def _causes(cases: Sequence[int], upto: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    if not cases:
        return found
    for case, cause in read(CAUSES, {"subjects": [str(case) for case in cases], "upto": upto}):
        found[case].append(cause or "")
    return found


def read(sql: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()
