"""What follows a move, in its transaction: the entry of the record, the ledger, the dates, the messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django_fsm import Transition

from cases.deadlines.plan import replan
from cases.models import ClockEntry
from cases.notifications.events import queue_events
from cases.notifications.messages import queue_messages
from cases.queries.timetables import entries_of
from recognition.audit.models import Entry
from recognition.audit.record import Subject, append_all, entry_of
from recognition.clock import local_date
from recognition.routes.ledger import Entry as Line

from .keep_stages import touches
from .lines import lines
from .moves import ClockAct

if TYPE_CHECKING:  # perform imports this file
    from .perform import Moving


def after_move(moving: Moving, transition: Transition, source: str, *, is_last: bool = True) -> None:
    custom = transition.custom
    _follow(moving, custom["event"], source, (*moving.clock, *custom["clock"]), custom["tells"], is_last=is_last)


def after_change(moving: Moving, action: str, tells: tuple[str, ...]) -> None:
    _follow(moving, action, moving.application.state, moving.clock, tells)


def _follow(
    moving: Moving, action: str, source: str, acts: Sequence[ClockAct], tells: Sequence[str], *, is_last: bool = True
) -> None:
    """The entry goes into the record last: its lock makes all other writers wait until this transaction ends. Of moves
    that follow one another dates are planned once, and the record is written once."""
    application = moving.application
    event = _entry(moving, action, source)
    added = write_ledger(moving, acts, event.uuid)
    application.stages_moved = application.stages_moved or touches(application, added, action)
    application.untold = (*application.untold, (event, tells))
    if is_last:
        planned = replan(application, today=local_date(moving.at))
        events = [one for one, _ in application.untold]
        queue_messages(application, application.untold, timetable=planned)
        queue_events(application, events)
        append_all(events)
        application.untold = ()


def _entry(moving: Moving, action: str, source: str) -> Entry:
    application = moving.application
    return entry_of(
        at=moving.at,
        actor=moving.actor,
        subject=Subject("application", str(application.pk), application.reference),
        action=action,
        from_state=source,
        to_state=application.state,
        reason=moving.reason,
        data={"on": moving.on.isoformat(), "route": application.route, **_plain(moving)},
    )


def _plain(moving: Moving) -> dict[str, Any]:
    arguments = {name: getattr(value, "isoformat", lambda v=value: v)() for name, value in moving.arguments.items()}
    return {**arguments, **moving.data}


def write_ledger(moving: Moving, acts: Sequence[ClockAct], event: UUID) -> list[ClockEntry]:
    rows = ledger_rows(moving, acts, entries_of(moving.application)) if acts else []
    for row in rows:
        row.event = event
    ClockEntry.objects.bulk_create(rows)
    if moving.application.held_ledger is not None:
        moving.application.held_ledger += rows
    return rows


def ledger_rows(moving: Moving, acts: Sequence[ClockAct], ledger: Sequence[Line]) -> list[ClockEntry]:
    """The lines that a move would append, in memory."""
    route = moving.application.route
    added = lines(acts, ledger, on=moving.on, route=route, until=lambda name: moving.arguments[name])
    return [_row(moving, line) for line in added]


def _row(moving: Moving, line: Line) -> ClockEntry:
    return ClockEntry(
        application=moving.application,
        clock=line.clock,
        act=line.act,
        on=line.on,
        route=line.route,
        until=line.until,
        outcome=line.outcome,
        number=line.number,
        corrects=line.corrects,
        actor_label=moving.actor.label,
        reason=moving.reason,
    )
