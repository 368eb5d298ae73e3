"""The administration: of each model its list and forms, as whoever reaches it there; from what is registered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from recognition.routes.models import ChecklistSection, Milestone, Question, Route, Rule

from ..administered import administered
from ..house import House
from ..row import Row
from ..stock.administration import RARE
from ..stock.work import draft

SAVE = "#content input[name=_save]"
SUBMIT = "#content form input[type=submit], #content form button[type=submit]"
# With what ships and whoever looks, these lists are never empty; nor is any of the rules.
ALWAYS_THERE = {"accounts.user", "cases.lettertemplate", "cases.statelimit"}


def _one(model: Any) -> Callable[[House], tuple[Any, ...]]:
    """A row of the model: what is rare is made for it."""

    def args(house: House) -> tuple[Any, ...]:
        if make := RARE.get(model._meta.label_lower):
            return (make(house).pk,)
        if model in (ChecklistSection, Milestone, Question, Route, Rule):
            return (model.objects.filter(rule_set=draft(house))[:1].get().pk,)
        return (model.objects.order_by("-pk")[:1].get().pk,)

    return args


def _rows() -> Iterator[Row]:
    for model, who, may in administered():
        name, args = f"admin:{model._meta.app_label}_{model._meta.model_name}", _one(model)
        yield Row(f"{name}_changelist", who)
        if model._meta.label_lower not in ALWAYS_THERE and model._meta.app_label != "routes":
            yield Row(f"{name}_changelist", who, "empty")
        yield Row(f"{name}_change", who, args=args)
        yield Row(f"{name}_history", who, args=args)
        if "add" in may:
            yield Row(f"{name}_add", who)
            yield Row(f"{name}_add", who, "error", presses=SAVE)
        if "delete" in may:
            yield Row(f"{name}_delete", who, args=args)


ROWS = [*_rows()]
