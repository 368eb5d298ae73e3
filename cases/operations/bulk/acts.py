"""What a run does to one of its cases, by the operation that the case's own page calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from cases.models import CLOSED, Application, BulkRun
from cases.workflow.refusals import FieldError, InvalidInput, RuleRefused
from recognition.accounts.actors import Actor
from recognition.accounts.models import User
from recognition.accounts.permissions import LEAD

from ..assign import assign
from ..prioritise import prioritise

Act = BulkRun.Act
NEEDS: Final = {Act.ASSIGN: LEAD, Act.RELEASE: LEAD, Act.PRIORITISE: LEAD}
NOBODY: Final = "Nobody assesses it, so there is nobody to take off."


def do(act: str, case: Application, *, actor: Actor, arguments: Mapping[str, Any], at: datetime) -> None:
    """Raises what the operation raises. `case` is locked."""
    ACTS[act](case, actor, arguments, at)


def _assign(case: Application, actor: Actor, given: Mapping[str, Any], at: datetime) -> None:
    """Whoever was not chosen stays."""
    chosen = {part: _person(given[part]) for part in ("assessor", "lead") if given.get(part)}
    if not chosen:
        raise InvalidInput([FieldError("assessor", "Choose an assessor, a lead or both.")])
    people = {"assessor": case.assessor, "lead": case.lead, **chosen}
    assign(application=case, actor=actor, at=at, **people)


def _release(case: Application, actor: Actor, given: Mapping[str, Any], at: datetime) -> None:
    """The assessor is taken off; the lead stays, so that the case is still somebody's."""
    if case.assessor is None:
        raise RuleRefused("NOBODY", NOBODY)
    assign(application=case, actor=actor, assessor=None, lead=case.lead, at=at)


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
    return NOBODY if act == Act.RELEASE and case.assessor_id is None else ""
