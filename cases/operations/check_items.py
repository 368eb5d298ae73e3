"""The checklist of the validation: what was looked at, and the deficiencies that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cases.models import Application, CheckedItem, State
from cases.queries.checklist import Item, checklist
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import VALIDATE
from recognition.clock import LONDON, local_date

from .deficiencies import Wanting, raise_or_change, resolve_row, wanting
from .require import require, require_state

MET, DEFICIENT = CheckedItem.Outcome.MET, CheckedItem.Outcome.DEFICIENT
LONGEST_REMARK = 2000


@dataclass(frozen=True, slots=True)
class Answer:
    """What is found of one item. `seen` is the version of what stood there when it was answered, 0 for nothing;
    `cause` and `text` are those of a deficiency, which the company reads."""

    outcome: str
    remark: str = ""
    cause: str = ""
    text: str = ""
    seen: int = 0


def check_items(
    *, application: Application, actor: Actor, answers: Mapping[str, Answer], at: datetime
) -> list[CheckedItem]:
    """Keep what was found of the items named, all or none; what is unchanged is left as it was.

    A deficient item raises a deficiency, or changes the words of its open one; any other outcome closes its open one.
    Raises `InvalidInput` naming each item, and `WrongState` where a colleague has saved one of them meanwhile.
    """
    with locked(application) as case:
        require(actor, VALIDATE, "Work on the checklist")
        require_state(case, [State.VALIDATING], "Work on the checklist")
        items = {item.code: item for item in checklist(case, on=local_date(at))}
        changed = {code: answer for code, answer in answers.items() if _differs(items.get(code), answer)}
        found = _checked(items, changed)
        _refuse_stale(items, changed)
        if not changed:
            return []
        saved, told = [], {}
        for code, answer in changed.items():
            row = items[code].found
            told[code] = [row.outcome if row else "", answer.outcome]
            saved.append(_save(case, items[code], answer, actor, at))
            _follow(case, items[code], answer, found.get(code), actor, at)
        change(case, "items_checked", actor=actor, at=at, data={"changed": told})
    return saved


def _differs(item: Item | None, answer: Answer) -> bool:
    if item is None:
        return True
    was = (item.found.outcome, item.found.remark) if item.found else ("", "")
    if was != (answer.outcome, answer.remark.strip()):
        return True
    held = item.deficiency
    return (
        answer.outcome == DEFICIENT
        and held is not None
        and (held.cause_id, held.text)
        != (
            answer.cause,
            answer.text.strip(),
        )
    )


def _checked(items: Mapping[str, Item], answers: Mapping[str, Answer]) -> dict[str, Wanting]:
    errors: list[FieldError] = []
    found: dict[str, Wanting] = {}
    for code, answer in answers.items():
        if code not in items:
            errors.append(FieldError(f"items/{code}", f"{code} is not on the checklist of this case. Open it again."))
        elif answer.outcome not in CheckedItem.Outcome.values:
            words = f"{code}: choose met, deficient or not applicable. What was found cannot be taken back to nothing."
            errors.append(FieldError(f"items/{code}/outcome", words))
        elif len(answer.remark.strip()) > LONGEST_REMARK or "\x00" in answer.remark:
            words = f"{code}: shorten the remark to {LONGEST_REMARK:,} characters, without control characters."
            errors.append(FieldError(f"items/{code}/remark", words))
        elif answer.outcome == DEFICIENT:
            one, wrong = wanting(answer.cause, answer.text)
            errors += [FieldError(f"items/{code}/{error.field}", f"{code}: {error.detail}") for error in wrong]
            if one:
                found[code] = one
        elif (held := items[code].deficiency) and held.requested_at and not answer.remark.strip():
            words = f"{code}: say in the remark how {held} was put right. The company was asked for it."
            errors.append(FieldError(f"items/{code}/remark", words))
    if errors:
        raise InvalidInput(errors)
    return found


def _refuse_stale(items: Mapping[str, Item], answers: Mapping[str, Answer]) -> None:
    """Two validators at once: the second is told what the first has saved, and nothing of it is overwritten."""
    for code, answer in answers.items():
        row = items[code].found
        if (row.version if row else 0) != answer.seen:
            when = f"{row.checked_at.astimezone(LONDON):%d %B %Y %H:%M}" if row else ""
            said = f"{row.checked_by} saved “{row.get_outcome_display()}” on {when}" if row else "it was taken away"
            remark = f", with the remark “{row.remark[:300]}”" if row and row.remark else ""
            words = f"{code} has changed since you opened the page: {said}{remark}. Nothing of yours was saved yet."
            raise WrongState("ITEM-CHANGED", f"{words} Look at it, and save again to put yours in its place.")


def _save(case: Application, item: Item, answer: Answer, actor: Actor, at: datetime) -> CheckedItem:
    row = item.found or CheckedItem(application=case, item=item.code, version=0)
    row.words, row.outcome, row.remark = item.words, answer.outcome, answer.remark.strip()
    row.checked_by, row.checked_at, row.version = actor.label, at, row.version + 1
    row.save()
    return row


def _follow(case: Application, item: Item, answer: Answer, found: Wanting | None, actor: Actor, at: datetime) -> None:
    held = item.deficiency
    if found is not None:
        raise_or_change(case, found, item=item.code, held=held, actor=actor, at=at)
    elif held is not None:
        put_right = answer.outcome == MET and held.requested_at is not None
        resolve_row(case, held, put_right=put_right, resolution=answer.remark.strip(), actor=actor, at=at)
