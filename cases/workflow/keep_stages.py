"""The one writer of `EndedStage`: what stages that are over took, measured again from the record and kept.

Within the transaction of whatever ended a stage, or put right a day of one that is over; or batch by batch, for rows
that are missing or were made under older definitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from django.db import connection

from cases.models import Application, ClockEntry, EndedStage
from cases.queries.performance.definitions import VERSION
from cases.queries.performance.derive import End, derived, read
from cases.queries.performance.ended import FIGURES, OUTCOMES, Ended
from cases.queries.performance.ends import NEWEST, ends_of
from cases.queries.timetables import entries_of
from recognition.routes.ledger import CORRECTED, ENDED, VALIDATION
from recognition.routes.ledger import Entry as Line

DEFICIENCIES: Final = ("deficiency_raised", "deficiency_changed")
KEY: Final = ("application", "number")
OTHERS: Final = ("clock", "event", "entry", "read_to", "version", *FIGURES)
# The newest entry of each case that a stage may be made of after its own end.
LATER: Final = """
SELECT line.application_id, max(told.id) FROM cases_clockentry line JOIN audit_entry told ON told.uuid = line.event
WHERE line.application_id = ANY(%(cases)s) AND line.act = 'corrected' GROUP BY 1
UNION ALL
SELECT subject_id::bigint, max(id) FROM audit_entry
WHERE subject_type = 'application' AND subject_id = ANY(%(subjects)s) AND action = ANY(%(deficiencies)s) GROUP BY 1
"""
# The record numbers the entries of copied cases itself.
RENUMBER: Final = """
UPDATE cases_endedstage kept SET entry = own.id, read_to = GREATEST(own.id, CASE WHEN kept.read_to > kept.entry THEN (
    SELECT max(told.id) FROM audit_entry told
    WHERE told.subject_type = 'application' AND told.subject_id = kept.application_id::text) END)
FROM audit_entry own WHERE own.uuid = kept.event AND kept.application_id > %s AND kept.entry <> own.id
"""


class Wrong(NamedTuple):
    """What the record says of a stage, and the row that says otherwise, where there is one."""

    is_: Ended
    was: EndedStage | None

    @property
    def is_news(self) -> bool:
        """Not where the row was only not made yet, as after an upgrade."""
        return self.was is not None and self.was.version == VERSION


def touches(application: Application, lines: Sequence[ClockEntry], action: str) -> bool:
    """Whether a move's lines end a stage or put a day right, or its entry tells of a deficiency after a first end."""
    if any(line.act == CORRECTED or _ends(line) for line in lines):
        return True
    return action in DEFICIENCIES and any(line.clock == VALIDATION and _ends(line) for line in entries_of(application))


def keep_stages(cases: Sequence[int]) -> None:
    """Of cases whose rows the caller holds."""
    ends = ends_of(cases) if cases else []
    rows = list(_rows(ends, derived(ends, upto=NEWEST))) if ends else []
    EndedStage.objects.bulk_create(rows, update_conflicts=True, unique_fields=KEY, update_fields=OTHERS)


def kept_wrongly(cases: Sequence[int]) -> list[Wrong]:
    """Stages whose kept row is missing, was made under older definitions, or says something else than the record."""
    if not (ends := ends_of(cases)):
        return []
    known = {(row.application_id, row.number): row for row in EndedStage.objects.filter(application__in=cases)}
    found = derived(ends, upto=NEWEST)
    pairs = ((one, known.get((one.case, one.number))) for one in found)
    return [Wrong(one, was) for one, was in pairs if was is None or not _says(was, one)]


def renumber_copies(after: int) -> None:
    """Of cases above that key, which were copied row by row with their record."""
    with connection.cursor() as cursor:
        cursor.execute(RENUMBER, [after])


def _ends(line: ClockEntry | Line) -> bool:
    return line.act == ENDED and line.outcome in OUTCOMES.get(line.clock, ())


def _rows(ends: Iterable[End], found: Iterable[Ended]) -> Iterable[EndedStage]:
    known = {(one.case, one.number): one for one in ends}
    later = _later(sorted({one.case for one in ends}))
    for one in found:
        end = known[one.case, one.number]
        figures = {name: getattr(one, name) for name in FIGURES}
        yield EndedStage(
            application_id=one.case,
            number=one.number,
            clock=end.clock,
            event=end.event,
            entry=end.entry,
            read_to=max(end.entry, later.get(one.case, 0)),
            version=VERSION,
            **{**figures, "states": dict(one.states), "causes": list(one.causes)},
        )


def _says(kept: EndedStage, one: Ended) -> bool:
    figures = (getattr(kept, name) for name in FIGURES[:-1])
    return kept.version == VERSION and (*figures, tuple(kept.causes)) == one[2:]


def _later(cases: Sequence[int]) -> dict[int, int]:
    given = {"cases": list(cases), "subjects": [str(case) for case in cases], "deficiencies": list(DEFICIENCIES)}
    found: dict[int, int] = {}
    for case, entry in read(LATER, given):
        found[case] = max(entry, found.get(case, 0))
    return found
