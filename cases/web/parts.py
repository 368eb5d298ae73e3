"""Parts that more than one page of a case shows: the disciplines' work, requests, objections, the facts in short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from cases.models import Assessment, DraftPoint, Objection
from cases.queries import case_page as rows
from cases.queries.sections import sections_of

from .frame import Frame
from .offers import Offer
from .papers import Paper
from .verdict_words import OUTCOMES
from .words import day, due_in

COLOURS: Final = {"not_started": "grey", "in_progress": "light-blue", "complete": "green"}


@dataclass(frozen=True, slots=True)
class Task:
    """A discipline's assessment, with what this person can do about it."""

    row: Assessment
    colour: str
    offers: list[Offer]
    done: int = 0
    sections: int = 0
    asked_since: int = 0


@dataclass(frozen=True, slots=True)
class Raised:
    row: Objection
    resolve: Offer | None


def work(frame: Frame) -> dict[str, Any]:
    begin, complete = frame.about("begin-assessment"), frame.about("complete-assessment")
    resolve = frame.about("resolve-objection")
    tasks = [_task(frame, row, (begin, complete)) for row in rows.assessments(frame.case)]
    objections = [Raised(row, resolve.get(str(row.number))) for row in rows.objections(frame.case)]
    return {
        "tasks": tasks,
        "complete": sum(task.row.state == "complete" for task in tasks),
        "objections": objections,
        "open_objections": [one for one in objections if one.row.resolved_on is None],
        "requests": list(rows.requests_in_short(frame.case)),
        "drafted": frame.case.draft_points.filter(state=DraftPoint.State.DRAFT).count(),
        "reply_due": reply_due(frame),
    }


def _task(frame: Frame, row: Any, acts: Iterable[Mapping[str, Offer]]) -> Task:
    codes = {one.code for one in sections_of(frame.standing.spec, frame.case.route, row.discipline)}
    offers = [by[row.discipline] for by in acts if row.discipline in by]
    done, closed = len(codes.intersection(row.done)), row.state == "complete" and not row.is_played
    return Task(row, COLOURS[row.state], offers, done, len(codes), len(codes) - done if closed else 0)


def reply_due(frame: Frame) -> str:
    """The date with its extensions, which the request's own row does not know."""
    due = frame.standing.timetable.deadline("information_reply")
    if due is None or not due.is_open:
        return ""
    return f"{day(due.due_on)}: {due_in(due.due_on, frame.standing.today).lower()}"


def points_of_overview(frame: Frame) -> dict[str, Any]:
    case = frame.case
    found = list(rows.determinations(case))
    by_rules = next((row for row in found if row.kind == "rules"), None)
    verdicts = {verdict["rule"]: verdict for verdict in (by_rules.verdicts if by_rules else ())}
    approval = next((row for row in rows.approvals(case) if row.relied_on), None)
    return {
        "approval": approval,
        "determination": found[0] if found else None,
        "outcome": OUTCOMES.get(found[0].outcome, found[0].outcome) if found else "",
        "because": [verdicts[code] for code in (by_rules.hits if by_rules else ()) if code in verdicts],
        "documents": [Paper(row) for row in rows.documents(case)[:5]],
        "decision": rows.decisions(case).first(),
    }
