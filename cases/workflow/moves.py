"""What a move of the machine states of itself, beside its source and target."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django_fsm import transition

from recognition.accounts.actors import Actor
from recognition.accounts.permissions import COMPANY, may
from recognition.routes import ledger

if TYPE_CHECKING:  # the application's model is built on this file
    from cases.models import Application

EVERY_OPEN = "*"
Body = TypeVar("Body", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class ClockAct:
    """One line that a move writes in the ledger. `until` names the move's argument that gives an extension's date.

    Of an ended clock, `outcome` is what its deadlines become; of `EVERY_OPEN`, the route's and the statutory clock
    end as `outcome` and all others as cancelled. `on` is the line's day where it is not the move's.
    """

    clock: str
    act: str
    outcome: str = ""
    until: str = ""
    on: date | None = None
    corrects: int | None = None


def starts(*clocks: str) -> tuple[ClockAct, ...]:
    return tuple(ClockAct(clock, ledger.STARTED) for clock in clocks)


def stops(*clocks: str) -> tuple[ClockAct, ...]:
    return tuple(ClockAct(clock, ledger.STOPPED) for clock in clocks)


def resumes(*clocks: str) -> tuple[ClockAct, ...]:
    return tuple(ClockAct(clock, ledger.RESUMED) for clock in clocks)


def ends(*clocks: str, outcome: str = ledger.MET) -> tuple[ClockAct, ...]:
    return tuple(ClockAct(clock, ledger.ENDED, outcome) for clock in clocks)


def ends_all(outcome: str) -> tuple[ClockAct, ...]:
    return (ClockAct(EVERY_OPEN, ledger.ENDED, outcome),)


def holds(*permissions: str) -> Callable[[Application, Actor], bool]:
    """Whether the actor has one of the permissions; a company has them on its own cases only."""

    def permission(application: Application, actor: Actor) -> bool:
        if actor.client is not None and actor.client.organisation_id != application.organisation_id:
            return False
        return any(may(actor, name) for name in permissions)

    permission.names = permissions  # type: ignore[attr-defined]  # the drawn graph and the contract test read it
    return permission


def move(
    *,
    source: str | Sequence[str],
    target: str | None,
    by: Sequence[str],
    event: str,
    label: str,
    conditions: Sequence[Callable[[Any], bool]] = (),
    clock: Sequence[ClockAct] = (),
    tells: Sequence[str] = (),
) -> Callable[[Body], Body]:
    """A `@transition` of the case's state with all its facts in one place.

    `by` are the permissions of which one is needed, `event` the entry of the record, `label` the words on the button,
    `clock` what it writes in the ledger, `tells` whose message it queues. A `target` of None leaves the state as it is.
    """
    decorator: Callable[[Body], Body] = transition(
        field="state",
        source=list(source) if not isinstance(source, str) else source,
        target=target,
        conditions=list(conditions),
        permission=holds(*by),  # type: ignore[arg-type]  # an actor stands where the library has a user
        custom={"event": event, "label": label, "clock": tuple(clock), "tells": tuple(tells), "by": tuple(by)},
    )
    return decorator


__all__ = ["COMPANY", "EVERY_OPEN", "ClockAct", "ends", "ends_all", "holds", "move", "resumes", "starts", "stops"]
