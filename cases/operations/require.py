"""Guards that operations share where no move of the machine checks for them."""

from __future__ import annotations

from collections.abc import Iterable

from cases.models import CLOSED, Application
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import may


def require(actor: Actor, permission: str, what: str) -> None:
    """Raises `NotPermitted`, saying what may not be done."""
    if not may(actor, permission):
        raise NotPermitted("PERMISSION", f"{actor.label} may not do this: {what}.")


def require_state(application: Application, states: Iterable[str], what: str) -> None:
    """Raises `WrongState`, saying what cannot be done and where the case stands."""
    if application.state not in list(states):
        now = application.get_state_display()
        raise WrongState("STATE", f"{what}: not possible, because {application.reference} is now “{now}”.")


def require_open(application: Application, what: str) -> None:
    if application.state in CLOSED:
        now = application.get_state_display()
        raise WrongState("STATE", f"{what}: not possible, because {application.reference} is closed (“{now}”).")


def require_text(value: str, field: str, what: str, *, limit: int = 10_000) -> str:
    """The text without its outer spaces. Raises `InvalidInput` where it is empty, too long or holds a NUL."""
    text = value.strip()
    if not text:
        raise InvalidInput([FieldError(field, f"Enter {what}.")])
    if len(text) > limit:
        raise InvalidInput([FieldError(field, f"Shorten {what} to {limit:,} characters; it has {len(text):,}.")])
    if "\x00" in text:
        raise InvalidInput([FieldError(field, f"Remove the NUL character from {what}.")])
    return text


def optional_text(value: str, field: str, what: str, *, limit: int = 10_000) -> str:
    """The same, where nothing need be said."""
    return require_text(value, field, what, limit=limit) if value.strip() else ""
