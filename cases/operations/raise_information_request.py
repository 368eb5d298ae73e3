from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cases.models import Application, InformationRequest, Objection, RequestPoint
from cases.queries.timetables import timetable_of
from cases.workflow.lock import locked
from cases.workflow.perform import perform
from cases.workflow.refusals import FieldError, InvalidInput, RuleRefused, WrongState
from recognition.accounts.actors import Actor
from recognition.clock import local_date

from .objections import check_point
from .open_majors import keep_majors
from .require import require_text


@dataclass(frozen=True, slots=True)
class Point:
    """What is asked: its discipline, its grade (`major` or `other`) and the question. `carried_from` is the key of the
    earlier point that it asks again, `objection` the number of the objection that it asks about."""

    discipline: str
    grade: str
    text: str
    carried_from: int | None = None
    objection: int | None = None


def raise_information_request(
    *, application: Application, actor: Actor, points: Sequence[Point], at: datetime, by_point: bool = True
) -> InformationRequest:
    """Send a request. Whether the clock stops is the route's rule: on B it does, on A it runs on. `by_point`: each
    point needs an outcome; a life that is replayed knows of none."""
    if not points:
        raise InvalidInput([FieldError("points", "Enter at least one point to ask about.")])
    for point in points:
        check_point(point.discipline, point.grade)
        require_text(point.text, "points", "the point's question")
    with locked(application) as case:
        refuse_second(case)
        return _request(case, actor, points, at, by_point)


def _request(
    case: Application, actor: Actor, points: Sequence[Point], at: datetime, by_point: bool
) -> InformationRequest:
    allowed = timetable_of(case, today=local_date(at)).requests
    stops = allowed is None or allowed.standing is not None or (allowed.running is None and allowed.allowed != 0)
    move = "request_information" if stops else "request_information_on_running_clock"
    request = _asked(case, actor, points, local_date(at), stops, by_point)
    data = {"request": request.number, "points": len(points), "stops_clock": stops}
    perform(case, move, actor=actor, at=at, data=data)
    request.reply_due_on = _due(case, local_date(at))
    request.save(update_fields=["reply_due_on"])
    keep_majors(case)
    return request


def _asked(
    case: Application, actor: Actor, points: Sequence[Point], on: date, stops: bool, by_point: bool
) -> InformationRequest:
    """The questions stand before the move, whose message to the company tells them; its date follows from the move."""
    request = InformationRequest.objects.create(
        application=case,
        number=case.information_requests.count() + 1,
        stops_clock=stops,
        by_point=by_point,
        requested_on=on,
        requested_by=actor.label,
        reply_due_on=on,
    )
    objections = _objections(case, points)
    RequestPoint.objects.bulk_create(
        RequestPoint(
            request=request,
            number=n,
            discipline=row.discipline,
            grade=row.grade,
            text=row.text.strip(),
            carried_from_id=row.carried_from,
            objection=objections.get(row.objection),
        )
        for n, row in enumerate(points, 1)
    )
    return request


def _objections(case: Application, points: Sequence[Point]) -> dict[int | None, Objection]:
    asked = {row.objection for row in points if row.objection is not None}
    found: dict[int | None, Objection] = {row.number: row for row in case.objections.filter(number__in=asked)}
    if missing := sorted(asked - set(found)):
        numbers = ", ".join(map(str, missing))
        raise InvalidInput([FieldError("points", f"{case.reference} has no objection {numbers}.")])
    return found


def _due(case: Application, on: date) -> date:
    row = timetable_of(case, today=on).deadline("information_reply")
    if row is None:
        raise RuleRefused("REPLY-DATE", f"Route {case.route} gives no date for a reply. Its rule set is incomplete.")
    return row.due_on


def refuse_second(case: Application) -> None:
    """Raises `WrongState` where a request is open. For a locked case."""
    request = case.information_requests.filter(state="open").last()
    if request is not None:
        asked = f"asked by {request.requested_by} on {request.requested_on:%d %B %Y}"
        raise WrongState("REQUEST-OPEN", f"{case.reference} already awaits information, {asked}.")
