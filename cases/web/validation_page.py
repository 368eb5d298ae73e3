"""The validation of a case: its checklist, the deficiencies, and what may be a duplicate."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.models import CheckedItem, State
from cases.operations.check_items import check_items
from cases.queries.checklist import Item, causes, checklist, deficiencies
from cases.queries.suspects import suspects_of
from cases.workflow.refusals import Refused, WrongState
from recognition.accounts.permissions import VALIDATE, may
from recognition.clock import now

from .checklist_form import Line, answers, by_section, lines, say
from .frame import Frame, frame_of

TEMPLATE = "cases/validation.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, reference: str) -> HttpResponse:
    frame = frame_of(request, reference)
    items = checklist(frame.case, on=frame.standing.today)
    if request.method != "POST":
        return render(request, TEMPLATE, _context(frame, lines(items)))
    rows = lines(items, request.POST.dict())
    try:
        saved = check_items(application=frame.case, actor=frame.actor, answers=answers(rows), at=now())
    except Refused as refused:
        again = checklist(frame.case, on=frame.standing.today)
        rows = _with_newest(rows, again) if isinstance(refused, WrongState) else rows
        context = _context(frame, rows) | {"summary": say(rows, refused)}
        context["lost"] = not context["may_edit"]
        return render(request, TEMPLATE, context, status=refused.status)
    said = f"{len(saved)} item{'' if len(saved) == 1 else 's'} saved." if saved else "Nothing had changed."
    messages.success(request, said)
    return redirect("case-validation", reference=reference)


def _with_newest(rows: list[Line], items: list[Item]) -> list[Line]:
    """What was typed over what a colleague saved meanwhile, which stands beside it: saved once more, it counts."""
    newest = {item.code: item for item in items}
    return [
        Line(new, replace(row.answer, seen=new.found.version if new.found else 0))
        for row in rows
        if (new := newest.get(row.item.code))
    ]


def _context(frame: Frame, rows: list[Line]) -> dict[str, Any]:
    outcomes = [row.item.found.outcome if row.item.found else "" for row in rows]
    resolve = frame.about("resolve-deficiency")
    sections, may_edit = by_section(rows), frame.case.state == State.VALIDATING and may(frame.actor, VALIDATE)
    found = [(row, resolve.get(str(row.number))) for row in deficiencies(frame.case)]
    return {
        **frame.context("case-validation"),
        "sections": sections,
        "waits": next((one.next for one in sections if one.is_open and one.next), None) if may_edit else None,
        "total": len(rows),
        "looked_at": len([one for one in outcomes if one]),
        "suspects": suspects_of(frame.case, frame.actor),
        "outcomes": CheckedItem.Outcome.choices,
        "causes": causes(),
        "open_ones": [pair for pair in found if pair[0].resolved_at is None],
        "done": [pair for pair in found if pair[0].resolved_at is not None],
        "may_edit": may_edit,
        "raise_one": frame.about("raise-deficiency").get(""),
        "request_one": frame.about("request-correction").get(""),
    }
