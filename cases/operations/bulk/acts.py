"""What a run does to one of its cases, by the operation that the case's own page calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from cases.models import CLOSED, Application, BulkRun
from cases.models.state import IN_VALIDATION
from cases.workflow.refusals import FieldError, InvalidInput, RuleRefused
from recognition.accounts.actors import Actor
from recognition.accounts.models import User
from recognition.accounts.permissions import LEAD

from ..assign import assign
from ..prioritise import prioritise

Act = BulkRun.Act
NEEDS: Final = {Act.ASSIGN: LEAD, Act.RELEASE: LEAD, Act.PRIORITISE: LEAD}
PARTS: Final = ("validator", "assessor", "lead")
NOBODY: Final = "Nobody is on it in any of the roles chosen, so there is nobody to take off."


def do(act: str, case: Application, *, actor: Actor, arguments: Mapping[str, Any], at: datetime) -> None:
    """Raises what the operation raises. `case` is locked."""
    ACTS[act](case, actor, arguments, at)


def _assign(case: Application, actor: Actor, given: Mapping[str, Any], at: datetime) -> None:
    """Whoever was not chosen stays. What cannot be done in one role is done in none."""
    chosen = {part: _person(given[part]) for part in PARTS if given.get(part)}
    if not chosen:
        raise InvalidInput([FieldError("assessor", "Choose a person for at least one of the roles.")])
    assign(application=case, actor=actor, at=at, **chosen)


def _release(case: Application, actor: Actor, given: Mapping[str, Any], at: datetime) -> None:
    """Who holds the chosen roles is taken off; a case on which nobody is left stands under “Unassigned”."""
    held = [part for part in given.get("parts", ["assessor"]) if part in _held(case)]
    if not held:
        raise RuleRefused("NOBODY", NOBODY)
    assign(application=case, actor=actor, at=at, **dict.fromkeys(held))


def _held(case: Application) -> list[str]:
    """The roles that somebody can be taken off from: who validated stays after day 0."""
    held = [part for part in PARTS if getattr(case, f"{part}_id") is not None]
    return [part for part in held if part != "validator" or case.state in IN_VALIDATION]


def _prioritise(case: Application, actor: Actor, given: Mapping[str, Any], at: datetime) -> None:
    prioritise(application=case, actor=actor, at=at, priority=given["priority"], reason=given["reason"])


def _person(key: int) -> User:
    user = User.objects.filter(pk=key).first()
    if user is None:
        raise InvalidInput([FieldError("assessor", "This person is no longer there. Choose another.")])
    return user


ACTS: Final[Mapping[str, Callable[[Application, Actor, Mapping[str, Any], datetime], None]]] = {
    Act.ASSIGN: _assign,
    Act.RELEASE: _release,
    Act.PRIORITISE: _prioritise,
}


def foreseen(act: str, case: Application) -> str:
    """Why it cannot be done on this case, as it stands now, whatever is chosen; empty where it can."""
    if case.state in CLOSED:
        return f"It is closed ({case.get_state_display()})."
    return "Nobody is on it." if act == Act.RELEASE and not _held(case) else ""
