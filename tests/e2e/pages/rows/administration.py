"""The administration: of each model its list and forms, as whoever reaches it there; from what is registered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from recognition.routes.models import ChecklistSection, Milestone, Question, Route, Rule

from ..administered import administered
from ..house import House
from ..row import Row
from ..stock.administration import RARE, forgotten, told
from ..stock.work import draft

SAVE = "#content input[name=_save]"
SUBMIT = "#content form input[type=submit], #content form button[type=submit]"
LISTED, CHANGES = "#result_list tbody tr", "#change-history tbody tr"
# No row has no key, so this finds none, as a search would, where what ships is always there.
NOTHING_FOUND = "?pk__isnull=1"
NOT_UNDERSTOOD = "?nothing__is_called=this"
GONE = "999999"
ALWAYS_THERE = {"accounts.user", "audit.entry", "axes.accesslog", "cases.lettertemplate", "cases.statelimit"}


def one(model: Any) -> Callable[[House], tuple[Any, ...]]:
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
        name, args = f"admin:{model._meta.app_label}_{model._meta.model_name}", one(model)
        ships = model._meta.label_lower in ALWAYS_THERE or model._meta.app_label == "routes"
        yield Row(f"{name}_changelist", who, shows=LISTED, prepares=args)
        yield Row(f"{name}_changelist", who, "empty", query=NOTHING_FOUND if ships else "", lacks=LISTED)
        yield Row(f"{name}_change", who, args=args)
        yield Row(f"{name}_history", who, args=args, prepares=told(model, args), shows=CHANGES)
        yield Row(f"{name}_history", who, "empty", args=args, prepares=forgotten(model, args), lacks=CHANGES)
        if "add" in may:
            yield Row(f"{name}_add", who)
        if "delete" in may:
            yield Row(f"{name}_delete", who, args=args)


ROWS = [*_rows()]
