"""GET /applications/{reference}/clock/: whose turn it is, how many days are left, and why each date is what it is."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from cases.queries.api_public import CLOCKS
from cases.queries.standing import Standing, standing_of, standstill_of
from recognition.clock import today
from recognition.routes.derivation import sum_of
from recognition.routes.timetable import DueDate

from .base import CaseView
from .clock_shapes import ClockAnswer, DateAnswer, DeadlineSerializer
from .parameters import REFERENCE, ROUND


class ClockView(CaseView):
    @extend_schema(
        operation_id="applications_clock",
        summary="The clock of an application, in full",
        description="Computed for today. While the clock stands, dates that depend on it are forecasts "
        "(`status` is `stopped`): they suppose that it runs again today.",
        parameters=[REFERENCE],
        responses=ClockAnswer,
        tags=["Applications"],
    )
    def get(self, request: Request, reference: str) -> Response:
        return Response(ClockAnswer(_shown(standing_of(self.case(reference), today=today()))).data)


class ClockDate(CaseView):
    @extend_schema(
        operation_id="applications_clock_date",
        summary="Why a date is this date",
        description="Accounts for every day from the day on which its clock started to the date.",
        parameters=[REFERENCE, ROUND],
        responses=DateAnswer,
        tags=["Applications"],
    )
    def get(self, request: Request, reference: str, code: str, round: int) -> Response:
        standing = standing_of(self.case(reference), today=today())
        rows = [row for row in _public(standing) if (row.code, row.round) == (code, round)]
        if not rows:
            raise NotFound
        return Response(DateAnswer(_date(standing, rows[0])).data)


def _public(standing: Standing) -> list[DueDate]:
    return [row for row in standing.timetable.deadlines if row.clock in CLOCKS]


def _date(standing: Standing, due: DueDate) -> dict[str, Any]:
    total = sum_of(due.why)
    return {
        **DeadlineSerializer(due).data,
        "reference": standing.application.reference,
        "today": standing.today,
        "rule_set": standing.timetable.rule_set,
        "calendar": standing.spec.calendar,
        "days": total.days,
        "days_counted": total.counted,
        "days_not_counted": total.not_counted,
        "days_not_used": total.unused,
    }


def _shown(standing: Standing) -> dict[str, Any]:
    case, table = standing.application, standing.timetable
    clock = table.clock
    return {
        "reference": case.reference,
        "state": case.state,
        "today": table.today,
        "route": table.route or case.route or None,
        "route_history": list(table.route_history),
        "rule_set": table.rule_set,
        "day_zero": clock.day_zero,
        "days_used": clock.days_used,
        "days_left": clock.days_left,
        "running": clock.running,
        "held_by": clock.held_by,
        "stops": clock.stops,
        "standstill": standstill_of(standing),
        "deadlines": _public(standing),
    }
