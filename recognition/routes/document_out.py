"""A rule set out of the database, as the document of `shape.py`."""

from __future__ import annotations

from typing import Any

from django.db import models

from .models import Calendar, Condition, Milestone, Route, Rule, RuleSet, StopRule
from .shape import CALENDAR, FORMAT, MILESTONE, ROUTE, RULE, RULE_SET, plain


def export_document(rule_set: RuleSet) -> dict[str, Any]:
    """Everything but the version's own life here: its state, and who proposed and published it when."""
    conditions = models.Prefetch("conditions", Condition.objects.select_related("question"))
    stops = models.Prefetch("stop_rules", StopRule.objects.select_related("phase"))
    milestones = rule_set.milestones.select_related("route").prefetch_related("reminder_steps")
    document = plain(rule_set, RULE_SET) | {
        "format": FORMAT,
        "calendar": export_calendar(rule_set.calendar),
        "questions": [plain(row, RULE_SET.lists["questions"]) for row in rule_set.questions.all()],
        "rules": [_rule(row) for row in rule_set.rules.prefetch_related(conditions)],
        "routes": [_route(row) for row in rule_set.routes.prefetch_related("phases", stops)],
        "milestones": [_milestone(row) for row in milestones],
        "sections": [plain(row, RULE_SET.lists["sections"]) for row in rule_set.sections.all()],
    }
    return dict(sorted(document.items()))


def export_calendar(calendar: Calendar) -> dict[str, Any]:
    return plain(calendar, CALENDAR) | {
        "holidays": [plain(row, CALENDAR.lists["holidays"]) for row in calendar.holidays.all()],
        "meetings": [plain(row, CALENDAR.lists["meetings"]) for row in calendar.meetings.all()],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    shape = RULE.lists["conditions"]
    conditions = [plain(row, shape) | {"question": row.question.code} for row in rule.conditions.all()]
    return plain(rule, RULE) | {"conditions": conditions}


def _route(route: Route) -> dict[str, Any]:
    stops = [
        plain(row, ROUTE.lists["stop_rules"]) | {"phase": row.phase.code if row.phase else ""}
        for row in route.stop_rules.all()
    ]
    phases = [plain(row, ROUTE.lists["phases"]) for row in route.phases.all()]
    return plain(route, ROUTE) | {"phases": phases, "stop_rules": stops}


def _milestone(milestone: Milestone) -> dict[str, Any]:
    steps = [plain(row, MILESTONE.lists["reminder_steps"]) for row in milestone.reminder_steps.all()]
    return plain(milestone, MILESTONE) | {
        "route": milestone.route.code if milestone.route else "",
        "reminder_steps": steps,
    }
