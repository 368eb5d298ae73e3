"""The lead makes one request of all drafted points: puts some aside, merges, orders, approves, sends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from cases.models import Application, Consolidation, DisciplineWord, DraftPoint, InformationRequest
from cases.models.objection import Grade
from cases.queries.draft_points import Desk, desk_of, next_round
from cases.queries.point_history import since_last_approval
from cases.workflow.foresight import only_looking
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, RuleRefused, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import LEAD

from .draft_points import in_words, may_draft, save, standing_draft, take_word_back
from .raise_information_request import Point, raise_information_request, refuse_second
from .require import optional_text, require_text
from .tell_authors import tell_authors


def put_point_aside(*, application: Application, number: int, actor: Actor, reason: str, at: datetime) -> DraftPoint:
    """It is not asked now. Its author reads why."""
    reason = require_text(reason, "reason", "why it is put aside")
    with locked(application) as case:
        may_draft(case, actor, "Put a point aside", LEAD)
        row = standing_draft(case, number, "Put a point aside")
        row.put_aside(why=reason)
        save(row, actor, at)
        change(case, "point_put_aside", actor=actor, at=at, reason=reason, data={"draft": number})
    return row


def take_point_up(*, application: Application, number: int, actor: Actor, at: datetime) -> DraftPoint:
    with locked(application) as case:
        may_draft(case, actor, "Take a point up again", LEAD)
        row = case.draft_points.filter(number=number, state=DraftPoint.State.ASIDE).first()
        if row is None:
            raise WrongState("STATE", f"Draft {number} of {case.reference} is not put aside.")
        row.take_up()
        save(row, actor, at)
        change(case, "point_taken_up", actor=actor, at=at, data={"draft": number})
    return row


def merge_draft_points(
    *, application: Application, number: int, others: Collection[int], actor: Actor, at: datetime, reason: str = ""
) -> DraftPoint:
    """The others' texts follow on that of `number`, which stays and is graded as the gravest of them. A `reason`, if
    one is given, stands in the record."""
    reason = optional_text(reason, "reason", "the reason")
    with locked(application) as case:
        may_draft(case, actor, "Merge points", LEAD)
        row = standing_draft(case, number, "Merge points")
        rows = [standing_draft(case, one, "Merge points") for one in sorted(set(others) - {number})]
        if not rows:
            raise InvalidInput([FieldError("others", "Choose at least one other point.")])
        was = {"text": row.text, "grade": row.grade}
        row.text = require_text("\n\n".join([row.text, *(one.asked for one in rows)]), "others", "the merged text")
        if Grade.MAJOR in {one.grade for one in rows}:
            row.grade = Grade.MAJOR
        _inherit(row, rows)
        save(row, actor, at)
        for one in rows:
            one.merge(into=row)
            save(one, actor, at)
        became = {name: (old, getattr(row, name)) for name, old in was.items()}
        changed = {name: [in_words(one) for one in pair] for name, pair in became.items() if pair[0] != pair[1]}
        data = {"draft": number, "merged": [one.number for one in rows], "text": row.text, "changed": changed}
        change(case, "points_merged", actor=actor, at=at, reason=reason, data=data)
    return row


def _inherit(row: DraftPoint, rows: Sequence[DraftPoint]) -> None:
    """Where it came from goes on with it. A point asks again one earlier point and is about one objection at most, so
    two of either are not merged: one of them would be lost."""
    for name, words in (
        ("carried_from", "ask again points of an earlier request"),
        ("objection", "are about objections"),
    ):
        known = {getattr(one, name) for one in (row, *rows)} - {None}
        if len(known) > 1:
            why = f"These {words}, and each needs an answer of its own. Leave them apart."
            raise InvalidInput([FieldError("others", why)])
        setattr(row, name, next(iter(known), None))


def order_draft_points(*, application: Application, order: Sequence[int], actor: Actor, at: datetime) -> None:
    """`order` names every drafted point once, as they will be numbered."""
    with locked(application) as case:
        may_draft(case, actor, "Order the points", LEAD)
        rows = {row.number: row for row in desk_of(case).points}
        if sorted(order) != sorted(rows):
            raise WrongState("STALE", "The points are not the ones that you ordered any more. Look at them again.")
        for position, number in enumerate(order, 1):
            rows[number].position = position
        DraftPoint.objects.bulk_update(rows.values(), ["position"])
        change(case, "points_ordered", actor=actor, at=at, data={"drafts": [f"{number}" for number in order]})


def say_points(*, application: Application, discipline: str, said: str, actor: Actor, at: datetime) -> DisciplineWord:
    """A discipline says that its points are all drafted, or that it has none."""
    if said not in DisciplineWord.Said.values:
        raise InvalidInput([FieldError("said", f"Choose one of {', '.join(DisciplineWord.Said.values)}.")])
    with locked(application) as case:
        may_draft(case, actor, "Say that points are ready")
        desk = desk_of(case)
        if discipline not in {row.discipline for row in desk.assessments}:
            raise InvalidInput([FieldError("discipline", f"{discipline!r} is not assessed on {case.reference}.")])
        _fits(desk, discipline, said)
        take_word_back(case, discipline)
        row = DisciplineWord.objects.create(
            application=case, round=next_round(case), discipline=discipline, said=said, said_by=actor.label, said_at=at
        )
        change(
            case,
            "discipline_said",
            actor=actor,
            at=at,
            data={"discipline": discipline, "points": str(row.get_said_display())},
        )
    return row


def _fits(desk: Desk, discipline: str, said: str) -> None:
    count = sum(row.discipline == discipline for row in desk.points)
    if said == DisciplineWord.Said.NONE and count:
        raise InvalidInput(
            [FieldError("said", f"It has {count} drafted. Withdraw them first, or say that it is ready.")]
        )
    if said == DisciplineWord.Said.READY and not count:
        raise InvalidInput([FieldError("said", "It has none drafted. Draft a point first, or say that it has none.")])


def approve_points(
    *, application: Application, seal: str, actor: Actor, at: datetime, reason: str = ""
) -> Consolidation:
    """The lead has read the points that `seal` is made over. Who does not wait for every discipline says why."""
    with locked(application) as case:
        may_draft(case, actor, "Approve the points", LEAD)
        desk = desk_of(case)
        if not desk.points:
            raise RuleRefused("POINTS-DRAFTED", f"No point is drafted for the next request of {case.reference}.")
        _unchanged(desk, seal)
        if desk.owing:
            owing = ", ".join(map(str, desk.owing))
            reason = require_text(reason, "reason", f"why you do not wait for {owing}")
        reason = optional_text(reason, "reason", "the reason")
        row = Consolidation.objects.create(
            application=case, seal=seal, approved_by=actor.label, approved_at=at, reason=reason
        )
        data = {"request": desk.round, "drafts": [f"{one.number}" for one in desk.points]}
        if not only_looking():
            tell_authors(case, row, since_last_approval(case), at=at)
        change(case, "points_approved", actor=actor, at=at, reason=reason, data=data)
    return row


def send_points(*, application: Application, seal: str, actor: Actor, at: datetime) -> InformationRequest:
    """Send what was approved, as it was read. A point that came meanwhile is refused to be passed over: it waits for
    another approval, or for the next request once this one has gone."""
    with locked(application) as case:
        desk = desk_of(case)
        refuse_second(case)
        approval = desk.approval
        if approval is None:
            raise RuleRefused("POINTS-APPROVED", _not_approved(desk))
        _unchanged(desk, seal)
        request = raise_information_request(
            application=case, actor=actor, points=[_point(row) for row in desk.points], at=at
        )
        sent = {point.number: point for point in request.points.all()}
        for number, row in enumerate(desk.points, 1):
            row.send(point=sent[number])
            save(row, actor, at)
        approval.request = request
        approval.save(update_fields=["request"])
    return request


def _point(row: DraftPoint) -> Point:
    objection = row.objection.number if row.objection else None
    return Point(row.discipline, row.grade, row.asked, row.carried_from_id, objection)


def _unchanged(desk: Desk, seal: str) -> None:
    if desk.seal != seal:
        raise WrongState("STALE", "The points have changed since you read them. Look at them again.")


def _not_approved(desk: Desk) -> str:
    if not desk.points:
        return "No point is drafted for the next request. Draft one first."
    if desk.newest is None:
        return "The points have not been approved. A lead checks and approves them first."
    return (
        f"The points have changed since {desk.newest.approved_by} approved them. Look at them and approve them again."
    )
