"""What a rule set looks like as one JSON document, read off the models: a new field is in the document at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models

from .models import (
    Calendar,
    ChecklistSection,
    CommitteeMeeting,
    Condition,
    Holiday,
    Milestone,
    Phase,
    Question,
    ReminderStep,
    Route,
    Rule,
    RuleSet,
    StopRule,
)

FORMAT = "recognition rule set 2"
# A version's own life in one installation; it does not travel.
NOT_IN_DOCUMENT = frozenset({"state", "proposed_at", "published_at"})


@dataclass(frozen=True)
class Shape:
    """One object of the document. `links` name another part by its code, `lists` and `ones` hold further parts."""

    model: type[models.Model]
    links: tuple[str, ...] = ()
    lists: Mapping[str, Shape] = field(default_factory=dict)
    ones: Mapping[str, Shape] = field(default_factory=dict)

    @cached_property
    def fields(self) -> dict[str, models.Field[Any, Any]]:
        own = (f for f in self.model._meta.concrete_fields if not (f.is_relation or f.primary_key))
        return {f.name: f for f in own if f.name not in NOT_IN_DOCUMENT}

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset({*self.fields, *self.links, *self.lists, *self.ones})


RULE = Shape(Rule, lists={"conditions": Shape(Condition, links=("question",))})
ROUTE = Shape(Route, lists={"phases": Shape(Phase), "stop_rules": Shape(StopRule, links=("phase",))})
MILESTONE = Shape(Milestone, links=("route",), lists={"reminder_steps": Shape(ReminderStep)})
CALENDAR = Shape(Calendar, lists={"holidays": Shape(Holiday), "meetings": Shape(CommitteeMeeting)})
RULE_SET = Shape(
    RuleSet,
    lists={
        "questions": Shape(Question),
        "rules": RULE,
        "routes": ROUTE,
        "milestones": MILESTONE,
        "sections": Shape(ChecklistSection),
    },
    ones={"calendar": CALENDAR},
)


def plain(row: models.Model, shape: Shape) -> dict[str, Any]:
    """The row's own fields as JSON; links, lists and ones are the caller's."""
    return {name: _as_json(getattr(row, name)) for name in shape.fields}


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
