"""What every page of a case has: who it is, its clock, what can be done, and where else to look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse

from cases.models import CLOSED
from cases.queries.majors import Majors, majors_of
from cases.queries.standing import Standing, standing_of
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import INSPECT, may
from recognition.clock import today

from .dates import dated
from .offers import Offer, main_offer, offers
from .people import reader, visible_case
from .words import clock_words, holder_words, left_words, state_colour
from .worklist_row import beside_of, owner_of

PAGES: Final = {
    "case": "Overview",
    "case-clock": "Clock",
    "case-route": "Route",
    "case-answers": "Application",
    "case-reference": "Reference",
    "case-validation": "Validation",
    "case-assessment": "Assessment",
    "case-requests": "Requests",
    "case-documents": "Documents",
    "case-letters": "Letters",
    "case-decision": "Decision",
    "case-related": "Related",
    "case-people": "People",
    "case-history": "History",
    "case-audit": "Audit",
}
# Pages for some of those who see the case.
NEEDS: Final = {"case-audit": INSPECT}


def pages_for(actor: Actor) -> dict[str, str]:
    """The pages of a case that the person may open, by their address's name, in words."""
    return {name: words for name, words in PAGES.items() if name not in NEEDS or may(actor, NEEDS[name])}


@dataclass
class Frame:
    """One case as one person sees it today."""

    actor: Actor
    standing: Standing

    @property
    def case(self) -> Any:
        return self.standing.application

    @cached_property
    def majors(self) -> Majors:
        return majors_of(self.case)

    @cached_property
    def groups(self) -> dict[str, list[Offer]]:
        return offers(self.standing, self.actor, self.majors)

    @cached_property
    def main(self) -> Offer | None:
        return main_offer(self.groups, self.case)

    @property
    def others(self) -> dict[str, list[Offer]]:
        """What can be done beside the main act. What is about a part of the case stands at that part."""
        kept = {name: [row for row in rows if row != self.main and not row.about] for name, rows in self.groups.items()}
        return {name: rows for name, rows in kept.items() if rows}

    def about(self, act: str) -> dict[str, Offer]:
        """The offers of an act by what they are about."""
        return {row.about: row for rows in self.groups.values() for row in rows if row.act.name == act}

    @property
    def deadline_names(self) -> dict[str, str]:
        """By code. A cancelled eligibility form's stands in the rules alone."""
        known = {row.code: row.name for row in self.standing.spec.milestones}
        return known | {row.code: row.name for row in self.standing.timetable.deadlines}

    @property
    def _overdue_beside(self) -> str:
        dates = self.standing.open_dates
        return beside_of(dates, self.case, self.standing.today) if dates else ""

    def context(self, page: str) -> dict[str, Any]:
        timetable, case = self.standing.timetable, self.case
        owner, part = owner_of(case)
        route = self.standing.spec.routes.get(case.route)
        return {
            "section": "worklist",
            "page": page,
            "pages": [
                {"name": n, "words": w, "url": reverse(n, args=[case.reference])}
                for n, w in pages_for(self.actor).items()
            ],
            "frame": self,
            "case": case,
            "state_colour": state_colour(case.state),
            "route_name": route.name if route else "",
            "clock": clock_words(timetable, length=self.standing.length),
            "left": left_words(timetable.clock),
            "holder": holder_words(timetable) if case.state not in CLOSED else "Closed",
            "next": next(iter(dated(self.standing.open_dates, self.standing.today)), None),
            "overdue_beside": self._overdue_beside,
            "passport": getattr(case, "innovation_passport", None),
            "owner": owner,
            "owner_part": part,
        }


def frame_of(request: HttpRequest, reference: str) -> Frame:
    actor = reader(request)
    return Frame(actor, standing_of(visible_case(actor, reference), today=today()))
