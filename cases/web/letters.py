"""The letters of a case: which can be written now, what was sent to whom, and whether it arrived."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.models import Decision
from cases.operations.write_letter import templates_for, write_decision_letter
from cases.queries.case_page import decisions
from cases.queries.letters import letter_of, letters_of
from cases.queries.served import as_pdf
from cases.workflow.refusals import Refused
from recognition.accounts.permissions import RECORD, may
from recognition.clock import now
from recognition.printed import html

from .frame import Frame, frame_of
from .pages import page
from .people import reader, visible_case


def _letters(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    templates = templates_for(frame.case) if may(frame.actor, RECORD) else []
    return {"sent": letters_of(frame.case), "templates": templates}


show = page("case-letters", "cases/letters.html", _letters)


@never_cache
@require_safe
def one(request: HttpRequest, reference: str, letter: int) -> HttpResponse:
    frame = frame_of(request, reference)
    found = letter_of(frame.case, letter)
    if found is None:
        raise Http404("There is no such letter.")
    context = {
        "one": found,
        "text": html(found.row.text, top=4),
        "may_send": may(frame.actor, RECORD),
    }
    return render(request, "cases/letter.html", frame.context("case-letters") | context)


@never_cache
@require_safe
def to_be_signed(request: HttpRequest, reference: str) -> HttpResponse:
    """The PDF of the letter that a signature would send, for who reads before signing."""
    case = visible_case(reader(request), reference)
    decision = decisions(case).filter(state=Decision.State.RECOMMENDED).first()
    if decision is None:
        raise Http404("Nothing waits for a signature.")
    try:
        return as_pdf(write_decision_letter(case, decision, at=now()))
    except Refused as refused:
        raise Http404(refused.why) from refused
