"""The page of a case's requests for information, round by round, and the one of the request that is being drafted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest

from cases.models import Assessment, Discipline, DisciplineWord, DraftPoint, InformationRequest, RequestPoint
from cases.models.state import UNDER_ASSESSMENT
from cases.queries import case_page as rows
from cases.queries.draft_points import desk_of
from cases.queries.point_history import Step, by_draft, unread_points_notices
from recognition.accounts.permissions import LEAD, may

from .act import Act
from .frame import Frame
from .offers import Offer, offers_among
from .parts import reply_due
from .request_acts import ON_PAGE
from .standstill import next_stop_in_words

OPEN: Final = "open"
OF_AUTHOR: Final = {"change-point", "withdraw-point"}
COLOURS: Final = {"resolved": "green", "partly": "yellow", "not_resolved": "red"}


@dataclass(frozen=True, slots=True)
class Worked:
    """A point of a request that was sent, with what this person can do about it."""

    row: RequestPoint
    offer: Offer | None
    colour: str

    @property
    def again(self) -> list[RequestPoint]:
        return list(self.row.asked_again.all())

    @property
    def draft(self) -> DraftPoint | None:
        """Where it is to be asked again, but has not been."""
        standing = (DraftPoint.State.DRAFT, DraftPoint.State.ASIDE)
        return next((row for row in self.row.drafts.all() if row.state in standing), None)

    @property
    def is_open(self) -> bool:
        outcome = getattr(self.row, "outcome", None)
        return not self.again and (outcome is None or outcome.result != "resolved")


@dataclass(frozen=True, slots=True)
class Round:
    row: InformationRequest
    points: list[Worked]
    shown: list[Worked]

    @property
    def left(self) -> int:
        """Answered points without an outcome."""
        return sum(not hasattr(one.row, "outcome") for one in self.points)


@dataclass(frozen=True, slots=True)
class Drafted:
    """`place` is the number that it would have in the request."""

    row: DraftPoint
    place: int
    offers: list[Offer]
    steps: Sequence[Step] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A discipline with its points and what it says of them."""

    assessment: Assessment
    word: DisciplineWord | None
    points: list[Drafted]
    say: Offer | None


def requests_section(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    show, discipline = request.GET.get("show", ""), request.GET.get("discipline", "")
    prefetch_related_objects([frame.case], Prefetch("information_requests", rows.rounds()))
    offers = _offers(frame, "record-outcome").get("record-outcome", {})
    found = [_round(one, offers, show, discipline) for one in frame.case.information_requests.all()]
    return {
        "rounds": [one for one in found if one.shown or not (show or discipline)],
        "any_round": bool(found),
        "unworked": sum(one.left for one in found if one.row.state == "answered"),
        "show": show if show == OPEN else "",
        "discipline": discipline if discipline in Discipline.values else "",
        "disciplines": Discipline.choices,
        "reply_due": reply_due(frame),
        "drafted": frame.case.draft_points.filter(state=DraftPoint.State.DRAFT).count(),
        "drafting": frame.case.state in UNDER_ASSESSMENT,
        "ahead": next_stop_in_words(frame),
        "objections": [row for row in rows.objections(frame.case) if row.resolved_on is None],
    }


def next_section(frame: Frame, request: HttpRequest) -> dict[str, Any]:
    desk = desk_of(frame.case)
    prefetch_related_objects([frame.case], "draft_points", "assessments")
    offers = _offers(frame, *(act.name for act in ON_PAGE if act.name != "record-outcome"))
    places = {row.number: place for place, row in enumerate(desk.points, 1)}
    steps = by_draft(frame.case)
    drafted = [
        Drafted(row, places.get(row.number, 0), _of(row, offers, frame), steps.get(row.number, ()))
        for row in (*desk.points, *desk.aside)
    ]
    groups = [
        Group(
            row,
            desk.words.get(row.discipline),
            [one for one in drafted if one.place and one.row.discipline == row.discipline],
            offers.get("say-points", {}).get(row.discipline),
        )
        for row in desk.assessments
    ]
    return {
        "desk": desk,
        "groups": groups,
        "aside": [one for one in drafted if not one.place],
        "gone": [Drafted(row, 0, [], steps.get(row.number, ())) for row in desk.gone],
        "news": unread_points_notices(frame.actor).filter(application=frame.case),
        "drafting": frame.case.state in UNDER_ASSESSMENT,
        "ahead": next_stop_in_words(frame),
        "draft": frame.about("draft-point").get(""),
        **{
            name.replace("-", "_"): offers.get(name, {}).get("")
            for name in ("order-points", "approve-points", "send-points")
        },
    }


def _round(row: InformationRequest, offers: dict[str, Offer], show: str, discipline: str) -> Round:
    points = [_worked(point, offers.get(f"{row.number}-{point.number}")) for point in row.points.all()]
    shown = [one for one in points if (show != OPEN or one.is_open) and discipline in ("", one.row.discipline)]
    return Round(row, points, shown)


def _worked(point: RequestPoint, offer: Offer | None) -> Worked:
    outcome = getattr(point, "outcome", None)
    return Worked(point, None if point.asked_again.all() else offer, COLOURS[outcome.result] if outcome else "grey")


def _offers(frame: Frame, *names: str) -> dict[str, dict[str, Offer]]:
    """By act, and by what they are about."""
    acts: list[Act] = [act for act in ON_PAGE if act.name in names]
    found: dict[str, dict[str, Offer]] = defaultdict(dict)
    for offer in offers_among(acts, frame.standing, frame.actor, frame.majors):
        found[offer.act.name][offer.about] = offer
    return found


def _of(row: DraftPoint, offers: dict[str, dict[str, Offer]], frame: Frame) -> list[Offer]:
    """What can be done with a drafted point: its author's acts to its author and to leads alone."""
    own = row.author == frame.actor.user or may(frame.actor, LEAD)
    about = [
        by[str(row.number)] for name, by in offers.items() if str(row.number) in by and (own or name not in OF_AUTHOR)
    ]
    alone = len(offers.get("merge-points", {})) < 2
    return [offer for offer in about if not (alone and offer.act.name == "merge-points")]
