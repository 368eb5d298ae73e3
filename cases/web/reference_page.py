"""The reference approval: what the company filed of it, what staff have compared and seen, and who used it before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.models import CLOSED, ReferenceApproval, ReportHeld, SamenessPoint
from cases.operations.review_approval import PointFound, ReportFound, review_approval
from cases.queries import case_page
from cases.queries.answers import relied_on
from cases.queries.reference import Compared, Held, compared, held
from cases.queries.related import same_approval
from cases.workflow.refusals import InvalidInput, Refused
from recognition.accounts.permissions import ASSESS, VALIDATE, may
from recognition.clock import now

from .filed import filed
from .frame import Frame, frame_of


@dataclass(slots=True)
class Line:
    """A point or a report with what is in its fields, by their names; `errors` by the same."""

    row: Compared | Held
    key: str
    values: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, reference: str) -> HttpResponse:
    frame = frame_of(request, reference)
    approval = relied_on(frame.case)
    typed = request.POST.dict() if request.method == "POST" else None
    points, reports = _lines(frame, approval, typed)
    if typed is None:
        return render(request, "cases/reference.html", _context(frame, points, reports))
    try:
        count = review_approval(
            application=frame.case, actor=frame.actor, points=_points(points), reports=_reports(reports), at=now()
        )
    except Refused as refused:
        said = _say(points, reports, refused)
        if not isinstance(refused, InvalidInput):  # what a colleague has saved meanwhile stands beside what was typed
            typed = {name: value for name, value in typed.items() if not name.startswith("seen-")}
            points, reports = _lines(frame, relied_on(frame.case), typed)
        context = _context(frame, points, reports) | {"summary": said}
        context["lost"] = not context["may_edit"]
        return render(request, "cases/reference.html", context, status=refused.status)
    messages.success(request, "The comparison has been saved." if count else "Nothing had changed.")
    return redirect("case-reference", reference=reference)


def _lines(
    frame: Frame, approval: ReferenceApproval | None, typed: Mapping[str, str] | None
) -> tuple[list[Line], list[Line]]:
    points = [
        _line(row, row.point, row.found, ("verdict", "reference_says", "why"), typed)
        for row in compared(frame.case, approval)
    ]
    reports = [
        _line(row, str(row.document.pk), row.found, ("language", "redaction"), typed) for row in held(frame.case)
    ]
    return points, reports


def _line(row: Any, key: str, found: Any, names: tuple[str, ...], typed: Mapping[str, str] | None) -> Line:
    kept = {name: getattr(found, name, "") for name in names} | {"seen": str(found.version if found else 0)}
    given = {} if typed is None else {name: typed[f"{name}-{key}"] for name in kept if f"{name}-{key}" in typed}
    return Line(row, key, kept | {name: value.replace("\r\n", "\n") for name, value in given.items()})


def _points(lines: list[Line]) -> dict[str, PointFound]:
    """Those of which something is said."""
    found = {}
    for one in lines:
        values = {name: value for name, value in one.values.items() if name != "seen"}
        if any(value.strip() for value in values.values()):
            found[one.key] = PointFound(**values, seen=_number(one.values["seen"]))
    return found


def _reports(lines: list[Line]) -> dict[int, ReportFound]:
    said = [one for one in lines if one.values["language"].strip() or one.values["redaction"]]
    return {
        int(one.key): ReportFound(one.values["language"], one.values["redaction"], _number(one.values["seen"]))
        for one in said
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _say(points: list[Line], reports: list[Line], refused: Refused) -> list[tuple[str, str]]:
    if not isinstance(refused, InvalidInput):
        return [("", refused.why)]
    known = {one.key: one for one in (*points, *reports)}
    summary = []
    for error in refused.errors:
        _, key, *rest = [*error.field.split("/"), "", ""]
        if key in known and rest[0]:
            known[key].errors[rest[0]] = error.detail
            summary.append((f"{rest[0]}-{key}", error.detail))
        else:
            summary.append(("", error.detail))
    return summary


def _context(frame: Frame, points: list[Line], reports: list[Line]) -> dict[str, Any]:
    approvals = list(case_page.approvals(frame.case))
    allowed = may(frame.actor, ASSESS) or may(frame.actor, VALIDATE)
    relied = any(row.relied_on for row in approvals)
    return {
        **frame.context("case-reference"),
        "approvals": filed(approvals, case_page.questions(frame.case)),
        "points": points,
        "reports": reports,
        "compared": sum(1 for one in points if one.row.found),
        "verdicts": SamenessPoint.Verdict.choices,
        "redactions": ReportHeld.Redaction.choices,
        "precedents": same_approval(frame.case, frame.actor),
        "may_edit": allowed and relied and frame.case.state not in CLOSED,
    }
