"""The acts of a request's making and of its reply: they stand on the page Requests, beside what they are about."""

from __future__ import annotations

from typing import Any, Final

from cases.models import Application, DisciplineWord, DraftPoint, InformationRequest, PointOutcome
from cases.models.state import UNDER_ASSESSMENT
from cases.operations import consolidate, draft_points, point_outcomes
from cases.queries.draft_points import desk_of, drafts
from recognition.accounts.permissions import ASSESS, LEAD

from .act import Act, Part, Sample
from .forms.base import Asked
from .forms.outcome import OutcomeForm
from .forms.points import (
    AboutDraft,
    ApproveForm,
    AsideForm,
    ChangeForm,
    DraftForm,
    MergeForm,
    OrderForm,
    WithdrawForm,
    WordForm,
)
from .forms.send_points import SendForm


def standing(case: Application) -> list[Part]:
    return [(str(row.number), str(row)) for row in drafts(case) if row.state == DraftPoint.State.DRAFT]


def aside(case: Application) -> list[Part]:
    return [(str(row.number), str(row)) for row in drafts(case) if row.state == DraftPoint.State.ASIDE]


def assessed(case: Application) -> list[Part]:
    return [(row.discipline, str(row)) for row in case.assessments.all()]


def answered(case: Application) -> list[Part]:
    """Each point of an answered request that has not been asked again since."""
    rows = case.information_requests.all()
    found = [row for row in rows if row.state == InformationRequest.State.ANSWERED]
    return [
        (f"{row.number}-{point.number}", f"{point} of {str(row).lower()}")
        for row in found
        for point in row.points.all()
    ]


def _a_point(asked: Asked) -> list[Sample]:
    return [Sample({"discipline": "quality", "grade": "other", "text": "-"})]


def _as_it_is(asked: Asked) -> list[Sample]:
    row = next((row for row in drafts(asked.application) if str(row.number) == asked.about), None)
    values = {name: getattr(row, name, "-") for name in ("discipline", "grade", "text", "section")}
    return [Sample({"number": int(asked.about), "version": row.version if row else 0, **values})]


def _draft(**more: Any) -> Any:
    return lambda asked: [Sample({"number": int(asked.about), **more})]


def _others(asked: Asked) -> list[Sample]:
    others = [int(number) for number, _ in standing(asked.application) if number != asked.about]
    return [Sample({"number": int(asked.about), "others": others[:1]})]


def _order(asked: Asked) -> list[Sample]:
    return [Sample({"order": [row.number for row in desk_of(asked.application).points]})]


def _word(asked: Asked) -> list[Sample]:
    has = any(row.discipline == asked.about for row in desk_of(asked.application).points)
    said = DisciplineWord.Said.READY if has else DisciplineWord.Said.NONE
    return [Sample({"discipline": asked.about, "said": said})]


def _seal(asked: Asked) -> list[Sample]:
    return [Sample({"seal": desk_of(asked.application).seal})]


def _approval(asked: Asked) -> list[Sample]:
    return [Sample({"seal": desk_of(asked.application).seal, "reason": "-"})]


def _outcome(asked: Asked) -> list[Sample]:
    request, _, point = asked.about.partition("-")
    if not (request.isdecimal() and point.isdecimal()):
        request = point = "0"
    known = PointOutcome.objects.filter(
        point__request__application=asked.application, point__request__number=request, point__number=point
    ).first()
    values = {"request": int(request), "point": int(point), "version": known.version if known else 0}
    return [Sample({**values, "result": PointOutcome.Result.PARTLY, "comment": "-"})]


# fmt: off
DRAFT: Final = Act(
    "draft-point", "Draft a point", DraftForm, draft_points.draft_point, "The point has been drafted.",
    "A point for the next request for information. The company reads it when a lead has sent the request.",
    may=(ASSESS,), states=UNDER_ASSESSMENT, samples=_a_point, back="case-next-request")
ON_PAGE: Final = (
    Act("change-point", "Change the point", ChangeForm, draft_points.change_draft_point, "The point has been saved.",
        may=(ASSESS,), states=UNDER_ASSESSMENT, parts=standing, samples=_as_it_is, short="Change",
        button="Save the point", back="case-next-request"),
    Act("withdraw-point", "Withdraw the point", WithdrawForm, draft_points.withdraw_draft_point,
        "The point has been withdrawn.", "It is not asked. It stays on record.", may=(ASSESS,),
        states=UNDER_ASSESSMENT, parts=standing, samples=_draft(), short="Withdraw", back="case-next-request"),
    Act("put-point-aside", "Put the point aside", AsideForm, consolidate.put_point_aside,
        "The point has been put aside.", "It is left out of the next request until it is taken up again.",
        may=(LEAD,), states=UNDER_ASSESSMENT, parts=standing, samples=_draft(reason="-"), short="Put aside",
        back="case-next-request"),
    Act("take-point-up", "Take the point up again", AboutDraft, consolidate.take_point_up,
        "The point has been taken up again.", may=(LEAD,), states=UNDER_ASSESSMENT, parts=aside, samples=_draft(),
        short="Take up again", back="case-next-request"),
    Act("merge-points", "Merge points", MergeForm, consolidate.merge_draft_points, "The points have been merged.",
        may=(LEAD,), states=UNDER_ASSESSMENT, parts=standing, samples=_others, short="Merge",
        back="case-next-request"),
    Act("order-points", "Order the points", OrderForm, consolidate.order_draft_points,
        "The points have been put in order.", "The request numbers its points in this order, from 1.",
        may=(LEAD,), states=UNDER_ASSESSMENT, samples=_order, back="case-next-request"),
    Act("say-points", "Say that points are ready", WordForm, consolidate.say_points, "That has been noted.",
        "The lead sees which disciplines still have points to draft.", may=(ASSESS,), states=UNDER_ASSESSMENT,
        parts=assessed, samples=_word, short="Say ready or none", button="Save", back="case-next-request"),
    Act("approve-points", "Check and approve the points", ApproveForm, consolidate.approve_points,
        "The points have been approved.", may=(LEAD,), states=UNDER_ASSESSMENT, samples=_approval,
        button="Approve the points", back="case-next-request"),
    Act("send-points", "Send the request", SendForm, consolidate.send_points,
        "The request has been sent to the company.",
        "The points go to the company as one request, as you read them here.",
        moves=("request_information", "request_information_on_running_clock"), samples=_seal, tells_dates=True,
        back="case-requests"),
    Act("record-outcome", "Record the outcome", OutcomeForm, point_outcomes.record_outcome,
        "The outcome has been recorded.", may=(ASSESS,), states=UNDER_ASSESSMENT, parts=answered, samples=_outcome,
        short="Record the outcome", back="case-requests"),
)
# fmt: on
