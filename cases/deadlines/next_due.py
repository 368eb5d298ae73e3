"""The date by which the worklist is ordered, kept in the case's row so that any list is read by an index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from cases.models import Application, Deadline, State
from cases.queries.worklist_filters import NEXT_CLOCK
from recognition.routes.ledger import TARGET


def next_due(state: str, deadlines: Iterable[Deadline]) -> date | None:
    """The earliest open date; that of a clock whose turn it is before all others, a standing clock's forecast last. An
    internal target is no date of the case's."""
    turn = NEXT_CLOCK.get(State(state))
    open_ = [row for row in deadlines if row.is_open and not row.clock.startswith(TARGET)]
    first = min(open_, key=lambda row: (row.clock != turn, row.status == "stopped", row.due_on), default=None)
    return first.due_on if first else None


def keep_next_due(found: Mapping[Application, date | None]) -> None:
    """Not a version of the case: what its ledger says is the same, only written where it can be sorted."""
    changed = [case for case, due_on in found.items() if due_on != case.next_due_on]
    for case in changed:
        case.next_due_on = found[case]
    if changed:
        Application.objects.bulk_update(changed, ["next_due_on"])
