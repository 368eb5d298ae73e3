"""Deficiencies of a submission: raised, put to the company in one correction, worked off one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from cases.models import Application, CheckedItem, Deficiency, State
from cases.queries.checklist import open_deficiencies
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import VALIDATE
from recognition.routes.ledger import CORRECTION, STARTED
from recognition.routes.models import DeficiencyCause

from .require import require, require_state, require_text

LONGEST = 2000
PUT_RIGHT, WITHDRAWN = Deficiency.Outcome.PUT_RIGHT, Deficiency.Outcome.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Wanting:
    """Why, by its code, and what the company has to put right."""

    cause: str
    text: str


def raise_deficiency(*, application: Application, actor: Actor, cause: str, text: str, at: datetime) -> Deficiency:
    """One that no item of the checklist stands behind."""
    found, errors = wanting(cause, text)
    if found is None:
        raise InvalidInput(errors)
    with locked(application) as case:
        _require_validating(case, actor, "Raise a deficiency")
        return raise_or_change(case, found, item="", held=None, actor=actor, at=at)


def resolve_deficiency(
    *, application: Application, actor: Actor, number: int, outcome: str, resolution: str, at: datetime
) -> Deficiency:
    """It was put right, or is withdrawn: the company need not. Its item of the checklist, where it has one, is then
    met, or does not apply. Raises `InvalidInput` where it is not open."""
    text = require_text(resolution, "resolution", "how it was put right, or why it is withdrawn", limit=LONGEST)
    if outcome not in Deficiency.Outcome.values:
        raise InvalidInput([FieldError("outcome", "Choose whether it was put right or is withdrawn.")])
    with locked(application) as case:
        _require_validating(case, actor, "Work off a deficiency")
        row = open_deficiencies(case).filter(number=number).first()
        if row is None:
            raise InvalidInput([FieldError("number", f"There is no open deficiency {number}. Look at the list again.")])
        resolve_row(case, row, put_right=outcome == PUT_RIGHT, resolution=text, actor=actor, at=at)
        _settle_item(case, row, actor, at)
    return row


def put_to_company(case: Application, *, at: datetime) -> list[Deficiency]:
    """Every open one of a locked case is asked for from now on."""
    rows = list(open_deficiencies(case))
    for row in rows:
        row.requested_at = at
    Deficiency.objects.bulk_update(rows, ["requested_at"])
    return rows


def as_list(rows: Sequence[Deficiency]) -> str:
    """As the company reads them: numbered as they stay, the cause before the words."""
    return "\n\n".join(f"{row.number}. {row.cause.words}. {row.text}" for row in rows)


def wanting(cause: str, text: str) -> tuple[Wanting | None, list[FieldError]]:
    errors = []
    if not DeficiencyCause.objects.filter(code=cause).exists():
        errors.append(FieldError("cause", "Choose the cause of the deficiency."))
    try:
        text = require_text(text, "text", "what the company has to put right", limit=LONGEST)
    except InvalidInput as refused:
        errors += refused.errors
    return (None, errors) if errors else (Wanting(cause, text), [])


def raise_or_change(
    case: Application, found: Wanting, *, item: str, held: Deficiency | None, actor: Actor, at: datetime
) -> Deficiency:
    """`held` is the item's open one: its words are put right, for the next request to bear."""
    if held is None:
        last = case.deficiencies.aggregate(last=Max("number"))["last"] or 0
        row = Deficiency(application=case, number=last + 1, item=item, round=_round(case), raised_by=actor.label)
        row.raised_at, action = at, "deficiency_raised"
    elif (held.cause_id, held.text) == (found.cause, found.text):
        return held
    else:
        row, action = held, "deficiency_changed"
    was = [row.cause_id, row.text]
    row.cause_id, row.text = found.cause, found.text
    row.save()
    data: dict[str, object] = {"deficiency": row.number, "item": item, "cause": row.cause_id, "text": row.text}
    if held is not None:
        data = {"deficiency": row.number, "changed": {"cause": [was[0], row.cause_id], "text": [was[1], row.text]}}
    change(case, action, actor=actor, at=at, data=data)
    return row


def resolve_row(
    case: Application, row: Deficiency, *, put_right: bool, resolution: str, actor: Actor, at: datetime
) -> None:
    row.outcome = PUT_RIGHT if put_right else WITHDRAWN
    row.resolution, row.resolved_by, row.resolved_at = resolution, actor.label, at
    row.save()
    data = {"deficiency": row.number, "outcome": row.outcome}
    change(case, "deficiency_resolved", actor=actor, at=at, reason=resolution, data=data)


def _settle_item(case: Application, row: Deficiency, actor: Actor, at: datetime) -> None:
    found = case.checked_items.filter(item=row.item).first() if row.item else None
    if found is None:
        return
    met = row.outcome == PUT_RIGHT
    found.outcome = CheckedItem.Outcome.MET if met else CheckedItem.Outcome.NOT_APPLICABLE
    found.remark, found.checked_by, found.checked_at = row.resolution, actor.label, at
    found.version += 1
    found.save()


def _round(case: Application) -> int:
    """That of the correction which will ask for it: as many as the ledger has begun, and one."""
    return case.clock_entries.filter(clock=CORRECTION, act=STARTED).count() + 1


def _require_validating(case: Application, actor: Actor, what: str) -> None:
    require(actor, VALIDATE, what)
    require_state(case, [State.VALIDATING], what)
