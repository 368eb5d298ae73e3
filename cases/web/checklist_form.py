"""The checklist as it is filled in: every item at once, what was typed kept, each error at its item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from cases.models import CheckedItem
from cases.operations.check_items import Answer
from cases.queries.checklist import DOCUMENTS, MISSING, Item
from cases.workflow.refusals import InvalidInput, Refused

DEFICIENT = CheckedItem.Outcome.DEFICIENT
FIELDS = ("outcome", "remark", "cause", "text", "seen")


@dataclass(slots=True)
class Line:
    """An item with what is in its fields. `errors` are by field; those of `outcome` stand over the item."""

    item: Item
    answer: Answer
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_unsaved(self) -> bool:
        """What is in its fields is not what is kept."""
        return replace(self.answer, seen=0) != replace(_kept(self.item), seen=0)

    @property
    def said(self) -> str:
        return CheckedItem.Outcome(self.answer.outcome).label if self.answer.outcome else "Not looked at"


@dataclass(frozen=True, slots=True)
class Section:
    """`is_open`: it stands unfolded, because something in it was refused or waits next."""

    name: str
    number: int
    rows: list[Line]
    is_open: bool

    @property
    def looked_at(self) -> int:
        return sum(1 for row in self.rows if row.item.found)

    @property
    def deficient(self) -> int:
        return sum(1 for row in self.rows if row.item.found and row.item.found.outcome == DEFICIENT)

    @property
    def next(self) -> Line | None:
        return next((row for row in self.rows if not row.item.found), None)


def lines(items: Sequence[Item], typed: Mapping[str, str] | None = None) -> list[Line]:
    return [Line(item, _typed(item, typed) if typed is not None else _kept(item)) for item in items]


def by_section(rows: Sequence[Line]) -> list[Section]:
    """Unfolded are those with an error or an answer that is not saved; where there is none, the first with an item that
    nobody has looked at."""
    parts = [(name, list(own)) for name, own in groupby(rows, lambda row: row.item.section)]
    wanted = [n for n, (_, own) in enumerate(parts) if any(row.errors or row.is_unsaved for row in own)]
    waiting = [n for n, (_, own) in enumerate(parts) if any(not row.item.found for row in own)]
    unfolded = wanted or waiting[:1]
    return [Section(name, n + 1, own, n in unfolded) for n, (name, own) in enumerate(parts)]


def answers(rows: Sequence[Line]) -> dict[str, Answer]:
    """Of the items that something was said of. One that was answered before and is now empty is refused later."""
    return {row.item.code: row.answer for row in rows if row.answer.outcome or row.item.found}


def say(rows: Sequence[Line], refused: Refused) -> list[tuple[str, str]]:
    """Each error at its item; the summary's lines as the anchor they lead to, and the words."""
    if not isinstance(refused, InvalidInput):
        return [("", refused.why)]
    by_code = {row.item.code: row for row in rows}
    summary = []
    for error in refused.errors:
        _, code, *rest = [*error.field.split("/"), "", ""]
        if line := by_code.get(code):
            name = rest[0] or "outcome"
            line.errors[name] = error.detail
            summary.append((f"{name}-{code}", error.detail))
        else:
            summary.append(("", error.detail))
    return summary


def _kept(item: Item) -> Answer:
    found, held = item.found, item.deficiency
    return Answer(
        outcome=found.outcome if found else "",
        remark=found.remark if found else "",
        cause=held.cause_id if held else item.cause,
        text=held.text if held else _proposed(item),
        seen=found.version if found else 0,
    )


def _proposed(item: Item) -> str:
    return f"Send: {item.words}" if item.section == DOCUMENTS and item.cause == MISSING else ""


def _typed(item: Item, typed: Mapping[str, str]) -> Answer:
    outcome, remark, cause, text, seen = (typed.get(f"{name}-{item.code}", "") for name in FIELDS)
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
    return Answer(outcome, remark.replace("\r\n", "\n"), cause, text.replace("\r\n", "\n"), number)
