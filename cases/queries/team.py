"""Who holds what: open cases by person and team, and what of it is due, overdue, stopped or has majors open. Every read
starts at `visible_to`; the statements are as many for ten cases as for a hundred thousand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection

from cases.models import Assessment
from cases.models.application import IS_OPEN
from cases.models.state import IN_VALIDATION
from recognition.accounts.actors import Actor

from .majors import has_open_majors
from .visible import visible_to
from .worklist_filters import OVERDUE, STOPPED, clock_is

VALIDATOR, ASSESSOR, LEAD = "validator", "assessor", "lead"
WEEKS: Final = 8
# A validator holds a case until day 0, a discipline's assessor until the discipline is complete.
HELD: Final = """
held AS (
    SELECT id, validator_id AS person, 'validator' AS part FROM own
    WHERE validator_id IS NOT NULL AND state = ANY(%s)
    UNION ALL SELECT id, assessor_id, 'assessor' FROM own WHERE assessor_id IS NOT NULL
    UNION ALL SELECT id, lead_id, 'lead' FROM own WHERE lead_id IS NOT NULL
    UNION ALL SELECT own.id, part.assessor_id, part.discipline FROM cases_assessment part
    JOIN own ON own.id = part.application_id WHERE part.assessor_id IS NOT NULL AND part.state <> %s
)
"""
LOADS: Final = """
, one AS (
    SELECT DISTINCT held.person, COALESCE(expert.team, '') AS team, own.id, own.next_due_on,
        overdue.id IS NOT NULL AS overdue, stopped.id IS NOT NULL AS stopped, majors.id IS NOT NULL AS majors
    FROM held JOIN own ON own.id = held.id
    LEFT JOIN accounts_assessor expert ON expert.user_id = held.person
    LEFT JOIN overdue ON overdue.id = held.id
    LEFT JOIN stopped ON stopped.id = held.id
    LEFT JOIN majors ON majors.id = held.id
)
SELECT team, person, count(DISTINCT id), count(DISTINCT id) FILTER (WHERE overdue),
    count(DISTINCT id) FILTER (WHERE stopped), count(DISTINCT id) FILTER (WHERE majors), {weeks}
FROM one GROUP BY GROUPING SETS ((team), (team, person), ())
"""
PARTS: Final = "SELECT person, part, count(*) FROM held GROUP BY person, part"
# The cases that are overdue, or whose next date falls on a day on which who holds them is away.
IN_DANGER: Final = """
SELECT id, person, part, next_due_on, is_overdue, absence, until_on FROM (
SELECT held.id, held.person, held.part, own.next_due_on, overdue.id IS NOT NULL AS is_overdue, away.id AS absence,
    away.until_on, dense_rank() OVER (ORDER BY own.next_due_on NULLS LAST, held.id) AS place
FROM held JOIN own ON own.id = held.id
LEFT JOIN overdue ON overdue.id = held.id
LEFT JOIN accounts_absence away ON away.user_id = held.person AND away.cancelled_at IS NULL
    AND own.next_due_on BETWEEN away.from_on AND away.until_on
LEFT JOIN accounts_assessor expert ON expert.user_id = held.person
WHERE (overdue.id IS NOT NULL OR away.id IS NOT NULL)
    AND (%s::bigint IS NULL OR held.person = %s) AND (%s::text IS NULL OR COALESCE(expert.team, '') = %s)
    AND (%s::bigint IS NULL OR away.id = %s)
) row WHERE place <= %s
ORDER BY place, part
"""


@dataclass(frozen=True, slots=True)
class Load:
    """Cases, each counted once. `weeks` are those whose next date lies in each of the coming eight weeks."""

    cases: int = 0
    overdue: int = 0
    stopped: int = 0
    majors: int = 0
    weeks: tuple[int, ...] = (0,) * WEEKS


@dataclass(frozen=True, slots=True)
class Team:
    """`people` by key; whoever is in no team stands under the empty name."""

    total: Load
    teams: Mapping[str, Load]
    people: Mapping[int, Load]
    parts: Mapping[int, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Danger:
    case: int
    person: int
    part: str
    due_on: date | None
    is_overdue: bool
    absence: int | None
    away_until: date | None


def weeks_from(today: date) -> list[tuple[date, date]]:
    """The first one begins today, each lasts seven days."""
    return [(first, first + timedelta(days=6)) for first in (today + timedelta(days=7 * n) for n in range(WEEKS))]


def team_of_all(actor: Actor, *, today: date, route: str = "") -> Team:
    week = "count(DISTINCT id) FILTER (WHERE NOT stopped AND next_due_on BETWEEN %s AND %s)"
    sql, params = _start(actor, today, route)
    days = [day for span in weeks_from(today) for day in span]
    rows = _read(sql + LOADS.format(weeks=", ".join([week] * WEEKS)), [*params, *days])
    loads = {(team, person): _load(counts) for team, person, *counts in rows}
    parts: dict[int, dict[str, int]] = {}
    for person, part, count in _read(sql + PARTS, params):
        parts.setdefault(person, {})[part] = count
    return Team(
        total=loads.get((None, None), Load()),
        teams={team: load for (team, person), load in loads.items() if team is not None and person is None},
        people={person: load for (_, person), load in loads.items() if person is not None},
        parts=parts,
    )


def in_danger(
    actor: Actor,
    *,
    today: date,
    most: int,
    route: str = "",
    person: int | None = None,
    team: str | None = None,
    absence: int | None = None,
) -> list[Danger]:
    """The earliest date first, all the people of no more than `most` cases."""
    sql, params = _start(actor, today, route)
    given = [person, person, team, team, absence, absence, most]
    return [Danger(*row) for row in _read(sql + IN_DANGER, [*params, *given])]


def _start(actor: Actor, today: date, route: str) -> tuple[str, list[Any]]:
    """The tables that the statements share: the open cases that the person may see, and which of them are late."""
    rows = visible_to(actor).filter(IS_OPEN, **({"route": route} if route else {})).order_by()
    columns = ("id", "state", "next_due_on", "validator_id", "assessor_id", "lead_id")
    asked = {
        "own": rows.values(*columns),
        "overdue": rows.filter(clock_is(OVERDUE, today)).values("id"),
        "stopped": rows.filter(clock_is(STOPPED, today)).values("id"),
        "majors": rows.filter(has_open_majors()).values("id"),
    }
    parts, params = [], list[Any]()
    for name, found in asked.items():
        sql, given = found.query.sql_with_params()
        parts.append(f"{name} AS MATERIALIZED ({sql})")
        params += given
    return f"WITH {', '.join(parts)}, {HELD}", [*params, list(IN_VALIDATION), Assessment.State.COMPLETE]


def _load(counts: list[int]) -> Load:
    cases, overdue, stopped, majors, *weeks = counts
    return Load(cases, overdue, stopped, majors, tuple(weeks))


def _read(sql: str, given: Iterable[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(given))
        return cursor.fetchall()
