"""GET /applications/{reference}/clock/: whose turn it is, how many days are left, and why each date is what it is."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.models import Application
from cases.queries.api_public import CLOCKS
from cases.queries.timetables import timetable_of
from recognition.clock import today
from recognition.routes.timetable import Timetable

from .base import CaseView
from .clock_shapes import ClockAnswer
from .parameters import REFERENCE


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
        case = self.case(reference)
        return Response(ClockAnswer(_shown(case, timetable_of(case, today=today()))).data)


def _shown(case: Application, table: Timetable) -> dict[str, Any]:
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
        "deadlines": [row for row in table.deadlines if row.clock in CLOCKS],
    }
