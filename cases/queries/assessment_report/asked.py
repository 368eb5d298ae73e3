"""The requests for information in the report: each point, its answer, and what was found of it."""

from __future__ import annotations

from django.db.models import Prefetch

from cases.models import Application, InformationRequest, RequestPoint
from cases.queries.letter_values import day
from recognition.clock import local_date

from .blocks import Block, Part, said, written


def requests_part(case: Application) -> Part:
    points = Prefetch("points", RequestPoint.objects.select_related("outcome"))
    rows = case.information_requests.prefetch_related(points)
    blocks = [block for row in rows for block in _request(row)]
    return Part("Requests for information", tuple(blocks) or (said("Nothing has been asked of the company."),))


def _request(row: InformationRequest) -> list[Block]:
    answered = f" Answered on {day(row.replied_on)} by {row.replied_by}." if row.replied_on else ""
    clock = "The clock stopped for it." if row.stops_clock else "The clock ran on."
    asked = f"{row.get_state_display()}. Asked on {day(row.requested_on)} by {row.requested_by}. {clock}{answered}"
    return [Block(heading=str(row)), said(asked), *(block for point in row.points.all() for block in _point(point))]


def _point(row: RequestPoint) -> list[Block]:
    name = f"Point {row.number}, {row.get_discipline_display().lower()}, {row.get_grade_display().lower()}:"
    answer = (said("Answer:"), *written(row.answer)) if row.answer.strip() else (said("No answer."),)
    found = getattr(row, "outcome", None)
    if found is None:
        return [said(name), *written(row.text), *answer]
    by = f"Outcome: {found.get_result_display().lower()}, {found.recorded_by}, {day(local_date(found.recorded_at))}."
    return [said(name), *written(row.text), *answer, said(by), *written(found.comment)]
