"""The one door: state, permission, guards, transition, save and effects, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

from django_fsm import Transition

from cases.models import Application
from cases.queries.assessed import Assessed
from cases.queries.conflicts import may_not_act
from cases.queries.history import history_of
from cases.queries.majors import Majors, majors_of
from cases.queries.rules import spec_for
from cases.queries.timetables import timetable_of
from recognition.accounts.actors import Actor
from recognition.clock import LONDON, local_date
from recognition.routes.spec import RouteSpec, RuleSetSpec
from recognition.routes.timetable import Timetable

from .checks import Check
from .door import door_open
from .effects import after_change, after_move
from .foresight import is_only_foreseen, only_looking
from .moves import ClockAct
from .refusals import FieldError, InvalidInput, NotPermitted, RuleRefused, WrongState

LONGEST_REASON: Final = 20_000


@dataclass
class Moving:
    """What the guards and effects of one move know. `on` is the legal day of the move, `at` its instant (UTC)."""

    application: Application
    actor: Actor
    at: datetime
    on: date
    reason: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    clock: Sequence[ClockAct] = ()

    def __post_init__(self) -> None:
        """A reason that may be left out is checked by no operation, and stands in the record for good."""
        if len(self.reason) > LONGEST_REASON:
            words = f"Shorten it to {LONGEST_REASON:,} characters; it has {len(self.reason):,}."
            raise InvalidInput([FieldError("reason", words)])

    @cached_property
    def spec(self) -> RuleSetSpec:
        return spec_for(self.application)

    @cached_property
    def timetable(self) -> Timetable:
        """As it stood before the move, on the day of the move."""
        return timetable_of(self.application, today=self.on)

    @cached_property
    def majors(self) -> Majors:
        return majors_of(self.application)

    @cached_property
    def assessed(self) -> Assessed:
        return Assessed(self.application, self.spec)

    @cached_property
    def route(self) -> RouteSpec:
        return self.spec.routes[self.application.route]


def perform(
    application: Application,
    name: str,
    *,
    actor: Actor,
    at: datetime,
    on: date | None = None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    clock: Sequence[ClockAct] = (),
    arguments: Mapping[str, object] | None = None,
    another_follows: bool = False,
) -> None:
    """Take the move `name` on a locked case. `on` is the legal day where it is not that of `at`; `clock` are lines of
    the ledger that go before the move's own, `arguments` what the move sets. Where `another_follows` at
    once, that one saves the row, plans the dates and writes the record.

    Raises `InvalidInput` (422), `WrongState` (409), `NotPermitted` (403) or `RuleRefused` (409, with the guard's code);
    nothing is written then. All effects stand in the caller's transaction.
    """
    moving = Moving(application, actor, at, on or local_date(at), reason, arguments or {}, data or {}, clock)
    transition = _checked(moving, name)
    source = application.state
    application.moving = moving
    with door_open(application):
        getattr(application, name)(**moving.arguments)
    custom = transition.custom
    if is_only_foreseen(moving, source, (*moving.clock, *custom["clock"]), custom["tells"]):
        return
    application.updated_at = at
    if not another_follows:
        application.save()
    after_move(moving, transition, source, is_last=not another_follows)


def change(
    application: Application,
    action: str,
    *,
    actor: Actor,
    at: datetime,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    tells: tuple[str, ...] = (),
    clock: Sequence[ClockAct] = (),
) -> None:
    """Record a change of a locked case that is no move: the entry, the version, the dates and the messages."""
    moving = Moving(application, actor, at, local_date(at), reason, {}, data or {}, clock)
    _refuse_barred(moving)
    if is_only_foreseen(moving, application.state, clock, tells):
        return
    application.updated_at = at
    application.save()
    after_change(moving, action, tells)


def _checked(moving: Moving, name: str) -> Transition:
    application = moving.application
    _refuse_barred(moving)
    meta = getattr(application, name)._django_fsm
    if not meta.has_transition(application.state):
        raise WrongState("STATE", _wrong_state(moving, meta.get_transition(_any_source(meta))))
    transition: Transition = meta.get_transition(application.state)
    if not transition.has_perm(application, moving.actor):  # type: ignore[arg-type]  # an actor stands for the user
        raise NotPermitted("PERMISSION", f"{moving.actor.label} may not do this: {transition.custom['label']}.")
    application.moving = moving
    for check in transition.conditions:
        if isinstance(check, Check) and (why := check.why(application)) is not None:
            raise RuleRefused(check.rule, why)
    return transition


def _refuse_barred(moving: Moving) -> None:
    """Asked under the lock: a conflict of interest may have been declared since the page was read. Who only looks was
    asked by the page."""
    user = moving.actor.user
    if user is not None and not only_looking() and may_not_act(moving.application, user):
        raise NotPermitted("CONFLICT", f"A conflict of interest bars {moving.actor.label} from this case.")


def _any_source(meta: Any) -> str:
    return str(next(iter(meta.transitions)))


def _wrong_state(moving: Moving, transition: Transition) -> str:
    """Staff are told who was quicker; a company is never told who on the staff was."""
    application = moving.application
    label, state = transition.custom["label"], application.get_state_display()
    newest = history_of(application).first() if moving.actor.client is None else None
    since = f", since {newest.at.astimezone(LONDON):%d %B %Y %H:%M} by {newest.actor_label}" if newest else ""
    return f"{label}: not possible, because {application.reference} is now “{state}”{since}."
