"""The page of one discipline: its sections, what was said of each, and its peer check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.models import PeerCheck
from cases.queries.sections import Answered, OneDiscipline, disciplines

from .assessment_acts import ON_DISCIPLINE
from .frame import Frame, frame_of
from .offers import Offer, offers_among
from .parts import COLOURS

# What is offered to others than the colleague who was asked.
OF_WHO_ASKS: Final = ("ask-peer-check", "take-back-check")


@dataclass(frozen=True, slots=True)
class Line:
    one: Answered
    offer: Offer | None
    comments: list[str]  # of the newest check that returned it


@never_cache
@require_safe
def show(request: HttpRequest, reference: str, discipline: str) -> HttpResponse:
    frame = frame_of(request, reference)
    found = next(
        (one for one in disciplines(frame.case, frame.standing.spec) if one.row.discipline == discipline), None
    )
    if found is None:
        raise Http404("There is no such discipline.")
    context = {"found": found, "colour": COLOURS[found.row.state], **_offered(frame, found)}
    return render(request, "cases/discipline.html", frame.context("case-assessment") | context)


def _offered(frame: Frame, found: OneDiscipline) -> dict[str, object]:
    offers = offers_among(ON_DISCIPLINE, frame.standing, frame.actor, frame.majors)
    sections = {row.about: row for row in offers if row.act.name == "assess-section"}
    user, check = frame.actor.user, found.open_check
    is_checker = check is not None and check.checker == user
    others = [
        row for row in offers if row.about == found.row.discipline and (is_checker or row.act.name in OF_WHO_ASKS)
    ]
    own = [frame.about(name).get(found.row.discipline) for name in ("begin-assessment", "complete-assessment")]
    returned = next((row for row in found.checks if row.state == PeerCheck.State.RETURNED), None)
    comments = list(returned.comments.all()) if returned and found.row.state != "complete" else []
    lines = [
        Line(one, sections.get(one.section.code), [row.text for row in comments if row.section == one.section.code])
        for one in ([] if found.row.is_played else found.sections)
    ]
    return {"lines": lines, "offers": [row for row in (*own, *others) if row is not None]}
