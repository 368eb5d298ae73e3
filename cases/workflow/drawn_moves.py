"""The moves of a model as its machine states them (`_django_fsm`): what is drawn is what runs."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from .checks import Check


@dataclass(frozen=True, slots=True)
class DrawnMove:
    """`target` is None where the move leaves the state as it is. `words` is the first line of its docstring."""

    name: str
    sources: tuple[str, ...]
    target: str | None
    guards: tuple[Check, ...]
    custom: Mapping[str, Any]
    words: str

    @property
    def label(self) -> str:
        return str(self.custom.get("label") or self.name.replace("_", " ").capitalize())


def moves_of(model: type[models.Model]) -> list[DrawnMove]:
    """In the order in which they are written, those of a base class first."""
    found = {
        name: _drawn(name, member)
        for base in reversed(model.__mro__)
        for name, member in vars(base).items()
        if inspect.isfunction(member) and hasattr(member, "_django_fsm")
    }
    return list(found.values())


def _drawn(name: str, method: Any) -> DrawnMove:
    transitions = method._django_fsm.transitions
    one = next(iter(transitions.values()))
    return DrawnMove(
        name=name,
        sources=tuple(str(source) for source in transitions),
        target=None if one.target is None else str(one.target),
        guards=tuple(check for check in one.conditions if isinstance(check, Check)),
        custom=one.custom,
        words=(inspect.getdoc(method) or "").partition("\n")[0],
    )


def states_of(model: type[models.Model]) -> dict[str, str]:
    """Every state and what people call it, the first one first."""
    field: Any = model._meta.get_field("state")
    return {str(value): str(label) for value, label in field.choices}


def first_state(model: type[models.Model]) -> str:
    field: Any = model._meta.get_field("state")
    return str(field.default)
