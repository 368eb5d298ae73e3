"""The steps of a request that several draft, and of its reply, point by point."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cases.models import RequestPoint
from cases.operations import consolidate, draft_points
from cases.operations.point_outcomes import record_outcome
from cases.queries.draft_points import desk_of
from recognition.clock import local_date

from .life import Life
from .read import table
from .schedule import Act


def by_assessor(life: Life, act: Act, discipline: str) -> dict[str, Any]:
    return {"application": life.case, "actor": life.assessor(discipline), "at": act.at}


def work_about(life: Life, act: Act, objection: int, issue: dict[str, str]) -> bool:
    """The answered point that asked about an objection: its outcome resolves both. False where there is none."""
    row = _unworked(life).filter(objection__number=objection).first()
    if row is not None:
        _found(life, act, row, "resolved", issue["resolution"])
    return row is not None


def work_rest(life: Life, act: Act, discipline: str) -> None:
    """Nothing that was answered is left without an outcome when its discipline is complete."""
    for row in _unworked(life).filter(discipline=discipline):
        known = (issue for issue in table("issues").values() if row.text.endswith(issue["question"]))
        _found(life, act, row, "resolved", next(known)["resolution"])


def _unworked(life: Life) -> Any:
    rows = RequestPoint.objects.select_related("request").filter(request__application=life.case, outcome=None)
    return rows.filter(request__state="answered", asked_again=None)


def _found(life: Life, act: Act, row: RequestPoint, result: str, comment: str, follow: str = "") -> None:
    record_outcome(
        **by_assessor(life, act, row.discipline),
        request=row.request.number,
        point=row.number,
        result=result,
        comment=comment,
        follow=follow,
    )


def _draft(life: Life, act: Act) -> None:
    index = act.details["issue"]
    issue, about = life.issue(index), life.objections.get(index)
    life.drafted.append(index)
    draft_points.draft_point(
        **by_assessor(life, act, issue["discipline"]),
        discipline=issue["discipline"],
        grade="major" if about else "other",
        text=issue["question"],
        section=issue.get("section", ""),
        objection=about,
    )


def _ready(life: Life, act: Act) -> None:
    drafted = {row.discipline for row in desk_of(life.case).points}
    for discipline in act.details["disciplines"]:
        said = "ready" if discipline in drafted else "none"
        consolidate.say_points(**by_assessor(life, act, discipline), discipline=discipline, said=said)


def _agree(life: Life, act: Act) -> None:
    desk = desk_of(life.case)
    reason = life.words("not_waited_for") if desk.owing else ""
    consolidate.approve_points(application=life.case, actor=life.lead, at=act.at, seal=desk.seal, reason=reason)


def _send(life: Life, act: Act) -> None:
    life.asked, life.asked_on, life.drafted = life.drafted, local_date(act.at), []
    seal = desk_of(life.case).seal
    consolidate.send_points(application=life.case, actor=life.lead, at=act.at, seal=seal)


def _work(life: Life, act: Act) -> None:
    """What is carried over is drafted again."""
    index, result = act.details["issue"], act.details.get("result", "resolved")
    issue, follow = life.issue(index), act.details.get("follow", "")
    row = _unworked(life).get(number=life.asked.index(index) + 1)
    comment = issue["resolution"] if result == "resolved" else life.words("not_resolved")
    if follow == "carry":
        life.drafted.append(index)
    elif result == "resolved":
        life.objections.pop(index, None)
    _found(life, act, row, result, comment, follow=follow)


ACTS: dict[str, Callable[[Life, Act], object]] = {
    "point": _draft,
    "ready": _ready,
    "agree": _agree,
    "send": _send,
    "work": _work,
}
