"""Points for the next request: any assessor drafts them, each changes their own, a lead changes all."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from cases.models import Application, Discipline, DisciplineWord, Document, DraftPoint, Objection, RequestPoint
from cases.models.objection import Grade
from cases.models.state import UNDER_ASSESSMENT
from cases.queries.draft_points import next_round
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import ASSESS, LEAD, may
from recognition.clock import LONDON

from .objections import check_point
from .require import optional_text, require, require_state, require_text

MOST: Final = 40  # points of one request, as the form for a direct one has it
FIELDS: Final = ("discipline", "grade", "text", "section", "document")


def draft_point(
    *,
    application: Application,
    actor: Actor,
    discipline: str,
    grade: str,
    text: str,
    at: datetime,
    section: str = "",
    document: int | None = None,
    objection: int | None = None,
) -> DraftPoint:
    """`document` is the key of the case's paper that it is about, `objection` the number of the one it asks about."""
    check_point(discipline, grade)
    words, section = require_text(text, "text", "the point"), _section(section)
    with locked(application) as case:
        may_draft(case, actor, "Draft a point")
        asks_about = _objection(case, objection)
        return new_draft(
            case, actor, at, discipline, grade, words, section=section, document=paper(case, document),
            objection=asks_about,
        )  # fmt: skip


def change_draft_point(
    *,
    application: Application,
    number: int,
    actor: Actor,
    version: int,
    discipline: str,
    grade: str,
    text: str,
    at: datetime,
    section: str = "",
    document: int | None = None,
    reason: str = "",
) -> DraftPoint:
    """`version` is the one that was read: a save over another's is refused. Another's grade needs a reason."""
    check_point(discipline, grade)
    words, section = require_text(text, "text", "the point"), _section(section)
    with locked(application) as case:
        row = own_draft(case, number, actor, "Change a point")
        not_stale(row, version)
        values = {
            "discipline": discipline, "grade": grade, "text": words, "section": section,
            "document": paper(case, document),
        }  # fmt: skip
        changed = {name: (getattr(row, name), value) for name, value in values.items() if getattr(row, name) != value}
        if "grade" in changed and row.author != actor.user:
            reason = require_text(reason, "reason", "the reason for the other grade")
        if changed:
            for name, value in values.items():
                setattr(row, name, value)
            save(row, actor, at)
            data = {
                "draft": row.number,
                "changed": {name: [in_words(one) for one in pair] for name, pair in changed.items()},
            }
            change(
                case,
                "point_changed",
                actor=actor,
                at=at,
                reason=optional_text(reason, "reason", "the reason"),
                data=data,
            )
            if row.author == actor.user:
                take_word_back(case, row.discipline)
    return row


def withdraw_draft_point(
    *, application: Application, number: int, actor: Actor, at: datetime, reason: str = ""
) -> DraftPoint:
    with locked(application) as case:
        row = own_draft(case, number, actor, "Withdraw a point")
        withdraw_standing(case, row, actor, at, reason=optional_text(reason, "reason", "the reason"))
    return row


def withdraw_standing(case: Application, row: DraftPoint, actor: Actor, at: datetime, *, reason: str) -> None:
    """Drafted or put aside. For a locked case."""
    row.withdraw(why=reason)
    save(row, actor, at)
    change(case, "point_withdrawn", actor=actor, at=at, reason=reason, data={"draft": row.number})
    take_word_back(case, row.discipline)


def new_draft(
    case: Application,
    actor: Actor,
    at: datetime,
    discipline: str,
    grade: str,
    text: str,
    *,
    section: str = "",
    document: Document | None = None,
    objection: Objection | None = None,
    carried_from: RequestPoint | None = None,
) -> DraftPoint:
    """The last of the drafts. For a locked case."""
    if actor.user is None:
        raise NotPermitted("PERMISSION", "A point is drafted by a person.")
    rows = list(case.draft_points.all())
    if sum(row.state == DraftPoint.State.DRAFT for row in rows) >= MOST:
        raise WrongState("POINTS-MOST", f"A request has {MOST} points at most. Merge some, or put some aside.")
    row = DraftPoint.objects.create(
        application=case,
        number=len(rows) + 1,
        position=max((one.position for one in rows), default=0) + 1,
        discipline=discipline,
        grade=grade,
        text=text,
        section=section,
        document=document,
        objection=objection,
        carried_from=carried_from,
        author=actor.user,
        saved_by=actor.label,
        saved_at=at,
    )
    data = {"draft": row.number, "discipline": discipline, "grade": grade, "section": section, "text": text}
    if carried_from is not None:
        data |= {"request": carried_from.request.number, "point": carried_from.number}
    change(case, "point_carried_over" if carried_from else "point_drafted", actor=actor, at=at, data=data)
    take_word_back(case, discipline)
    return row


def may_draft(case: Application, actor: Actor, what: str, permission: str = ASSESS) -> None:
    require_state(case, UNDER_ASSESSMENT, what)
    require(actor, permission, what)


def own_draft(case: Application, number: int, actor: Actor, what: str) -> DraftPoint:
    """The author's own, or any to a lead."""
    may_draft(case, actor, what)
    row = standing_draft(case, number, what)
    if row.author != actor.user and not may(actor, LEAD):
        raise NotPermitted("PERMISSION", f"{what}: not possible, because {row} is {row.author}'s. A lead can, too.")
    return row


def standing_draft(case: Application, number: int, what: str) -> DraftPoint:
    row = case.draft_points.select_related("author").filter(number=number).first()
    if row is None:
        raise InvalidInput([FieldError("number", f"{case.reference} has no draft {number}.")])
    if row.state != DraftPoint.State.DRAFT:
        raise WrongState("STATE", f"{what}: not possible, because {row} is now “{row.get_state_display()}”.")
    return row


def not_stale(row: DraftPoint, version: int) -> None:
    if row.version != version:
        at = f"{row.saved_at.astimezone(LONDON):%H:%M on %d %B %Y}"
        why = f"{row.saved_by} saved {row} at {at}, after you had opened it. Compare both, then save yours again."
        raise WrongState("STALE", why)


def save(row: DraftPoint, actor: Actor, at: datetime) -> None:
    row.saved(by=actor.label, at=at)
    row.save()


def take_word_back(case: Application, discipline: str) -> None:
    """What the discipline said of its points holds no longer."""
    DisciplineWord.objects.filter(application=case, round=next_round(case), discipline=discipline).delete()


def paper(case: Application, key: int | None) -> Document | None:
    found = case.documents.filter(pk=key).first() if key is not None else None
    if key is not None and found is None:
        raise InvalidInput([FieldError("document", f"{case.reference} has no document {key}. Choose one of its own.")])
    return found


def _objection(case: Application, number: int | None) -> Objection | None:
    row = case.objections.filter(number=number, resolved_on=None).first() if number is not None else None
    if number is not None and row is None:
        raise InvalidInput([FieldError("objection", f"{case.reference} has no open objection {number}.")])
    return row


def _section(text: str) -> str:
    return require_text(text, "section", "the section", limit=200) if text.strip() else ""


def in_words(value: Any) -> str:
    if isinstance(value, Document):
        return value.title
    return {**dict(Discipline.choices), **dict(Grade.choices)}.get(value, str(value or ""))
