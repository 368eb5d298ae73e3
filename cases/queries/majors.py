"""The open majors of a case: major objections, and major points of requests that are not resolved. All who count them,
list them or refuse because of them ask here.

A concern counts once: as its objection where it has one, else as the newest point that asks about it. Of a request that
is not worked point by point (ADR 0029) a point counts only where somebody has found its answer not good enough.

How many a case has is kept on its row (ADR 0042), for lists alone: a guard asks the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value

from cases.models import Application, InformationRequest, Objection, PointOutcome, RequestPoint
from cases.models.objection import Grade

OPEN_RESULTS = (PointOutcome.Result.NOT_RESOLVED, PointOutcome.Result.PARTLY)


@dataclass(frozen=True, slots=True)
class Majors:
    """How many are open on one case."""

    objections: int = 0
    points: int = 0

    @property
    def total(self) -> int:
        return self.objections + self.points

    @property
    def said(self) -> str:
        """`1 major objection and 2 major points open`; empty where none is."""
        kinds = (("objection", self.objections), ("point", self.points))
        parts = [f"{count} major {noun}{'' if count == 1 else 's'}" for noun, count in kinds if count]
        return f"{' and '.join(parts)} open" if parts else ""


NONE = Majors()
OBJECTED, ASKED = "application_id", "request__application_id"


def open_objections() -> QuerySet[Objection]:
    return Objection.objects.filter(grade=Grade.MAJOR, resolved_on=None)


def open_points() -> QuerySet[RequestPoint]:
    unresolved = Q(outcome=None, request__by_point=True) | Q(outcome__result__in=OPEN_RESULTS)
    rows = RequestPoint.objects.filter(unresolved, grade=Grade.MAJOR, outcome__objection=None)
    rows = rows.exclude(objection__grade=Grade.MAJOR).exclude(request__state=InformationRequest.State.CLOSED)
    # As a join, the planner takes it that hardly any point is left, and goes through them one by one.
    return rows.filter(~Exists(RequestPoint.objects.filter(carried_from=OuterRef("pk"))))


def has_open_majors() -> Q:
    """Of a case, by the count that is kept on its row."""
    return Q(open_majors__gt=0)


def majors_of(case: Application) -> Majors:
    return majors_by_case([case]).get(case.pk, NONE)


def majors_by_case(cases: Iterable[Application]) -> dict[int, Majors]:
    """Of the cases that have any, in one query."""
    keys = [case.pk for case in cases]
    objections = _keys(open_objections().filter(application__in=keys), OBJECTED).annotate(kind=_kind("objections"))
    points = _keys(open_points().filter(request__application__in=keys), ASKED).annotate(kind=_kind("points"))
    found: dict[int, dict[str, int]] = defaultdict(lambda: {"objections": 0, "points": 0})
    for key, kind in objections.union(points, all=True):
        found[key][kind] += 1
    return {key: Majors(**counts) for key, counts in found.items()}


def list_of_majors(case: Application) -> list[Objection | RequestPoint]:
    """The rows themselves, objections first."""
    points = open_points().filter(request__application=case).select_related("request", "outcome")
    objections = open_objections().filter(application=case)
    return [*objections.order_by("number"), *points.order_by("request__number", "number")]


def _keys(rows: QuerySet[Any], case: str) -> QuerySet[Any, tuple[int]]:
    return rows.order_by().values_list(case)


def _kind(name: str) -> Value:
    return Value(name, CharField())
