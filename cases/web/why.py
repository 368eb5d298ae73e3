"""“Why this date?”: one deadline, with every day on the way to it in one range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.queries import case_page as rows
from recognition.routes.derivation import sum_of
from recognition.routes.ledger import ROUTE, TARGET
from recognition.routes.timetable import DueDate, Line

from .bar import bar_to
from .dates import dated
from .frame import Frame, frame_of
from .ledger import lines


@dataclass(frozen=True, slots=True)
class Step:
    """A range of days, and the day of the clock that is reached with it."""

    line: Line
    reached: int


@never_cache
@require_safe
def show(request: HttpRequest, reference: str, code: str, round: int) -> HttpResponse:
    frame = frame_of(request, reference)
    found = [row for row in frame.standing.timetable.deadlines if (row.code, row.round) == (code, round)]
    if not found:
        raise Http404("The case has no such date.")
    return render(request, "cases/why.html", frame.context("case-clock") | _shown(frame, found[0]))


def _shown(frame: Frame, due: DueDate) -> dict[str, Any]:
    clocks = (due.clock, ROUTE) if due.clock.startswith(TARGET) else (due.clock,)
    ledger = [row for row in rows.ledger(frame.case) if row.clock in clocks]
    return {
        "due": dated([due], frame.standing.today)[0],
        "day_zero": due.started_on,
        "steps": steps_of(due.why),
        "sum": sum_of(due.why),
        "bar": bar_to(due, frame.standing),
        "ledger": lines(ledger, frame.standing.spec),
        "calendar": frame.standing.spec.calendar,
    }


def steps_of(ranges: Sequence[Line]) -> list[Step]:
    reached, steps = 0, list[Step]()
    for line in ranges:
        reached += line.days if line.counts else 0
        steps.append(Step(line, reached))
    return steps
