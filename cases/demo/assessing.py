"""The steps of assessment: reports, objections, questions and replies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cases.operations import assessments, objections, replies
from cases.operations.raise_information_request import Point, raise_information_request
from recognition.clock import local_date

from . import points, sections
from .life import Life
from .points import by_assessor, work_about, work_rest
from .read import pick, table
from .schedule import Act

BY_SECTION: Final = 4  # every fourth life is assessed section by section; the others are as if from before


def _begin(life: Life, act: Act) -> None:
    for discipline in act.details["disciplines"]:
        assessments.begin_assessment(**by_assessor(life, act, discipline), discipline=discipline)


def _complete(life: Life, act: Act) -> None:
    for discipline in act.details["disciplines"]:
        findings = life.filled(pick(table("texts")["findings"][discipline], life.number))
        work_rest(life, act, discipline)
        reader = sections.colleague(life, discipline) if life.number % BY_SECTION == 0 else None
        if reader is not None:
            sections.work_sections(life, act, discipline, findings)
        assessments.complete_assessment(
            **by_assessor(life, act, discipline), discipline=discipline, findings=findings, is_played=reader is None
        )
        if reader is not None:
            sections.check(life, act, discipline, reader)


def _object(life: Life, act: Act) -> None:
    issue = life.issue(act.details["issue"])
    row = objections.raise_objection(
        **by_assessor(life, act, issue["discipline"]),
        discipline=issue["discipline"],
        grade=act.details["grade"],
        text=issue["objection"],
    )
    life.objections[act.details["issue"]] = row.number


def _resolve(life: Life, act: Act) -> None:
    issue, number = life.issue(act.details["issue"]), life.objections.pop(act.details["issue"])
    if work_about(life, act, number, issue):
        return
    objections.resolve_objection(
        **by_assessor(life, act, issue["discipline"]), number=number, resolution=issue["resolution"]
    )


def _ask(life: Life, act: Act) -> None:
    """What stands as an objection is asked as a major one, where it is the case's first issue."""
    life.asked, life.asked_on = list(act.details["issues"]), local_date(act.at)
    points = [_point(life, index) for index in life.asked]
    raise_information_request(application=life.case, actor=life.lead, at=act.at, points=points)


def _point(life: Life, index: int) -> Point:
    issue = life.issue(index)
    grade = "major" if index == 0 and index in life.objections else "other"
    return Point(issue["discipline"], grade, issue["question"], objection=life.objections.get(index))


def _reply(life: Life, act: Act) -> None:
    replies.receive_information(
        application=life.case,
        actor=life.company,
        at=act.at,
        answers=_answers(life),
    )


def _late_reply(life: Life, act: Act) -> None:
    replies.accept_late_reply(
        application=life.case,
        actor=life.lead,
        at=act.at,
        answers=_answers(life),
        reason=life.words("late"),
    )


def _answers(life: Life) -> dict[int, str]:
    return {number: life.issue(index)["answer"] for number, index in enumerate(life.asked, 1)}


ACTS: dict[str, Callable[[Life, Act], object]] = {
    "begin": _begin,
    "complete": _complete,
    "object": _object,
    "resolve": _resolve,
    "ask": _ask,
    "reply": _reply,
    "late_reply": _late_reply,
    **points.ACTS,
}
