"""The door itself: outside `perform`, no transition of a case runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django_fsm.signals import pre_transition

from .refusals import Refused

_open_for: ContextVar[int | None] = ContextVar("door_open_for", default=None)


@contextmanager
def door_open(application: models.Model) -> Iterator[None]:
    token = _open_for.set(id(application))
    try:
        yield
    finally:
        _open_for.reset(token)


def refuse_other_doors(sender: type[models.Model], instance: models.Model, name: str, **_: Any) -> None:
    if sender._meta.label == "cases.Application" and _open_for.get() != id(instance):
        raise Refused("ONE-DOOR", f"{name} may only be taken through cases.workflow.perform.")


def connect() -> None:
    pre_transition.connect(refuse_other_doors, dispatch_uid="cases.one_door")
