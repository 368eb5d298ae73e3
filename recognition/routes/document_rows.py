"""A checked document's parts as rows of the database."""

from __future__ import annotations

from typing import Any

from .document_check import DocumentError
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
from .shape import MILESTONE, ROUTE, RULE, Shape


def own(content: dict[str, Any], shape: Shape) -> dict[str, Any]:
    return {name: content[name] for name in shape.fields}


def import_calendar(content: dict[str, Any]) -> Calendar:
    """The calendar of that code and version. One that is there already has to have the same days."""
    calendar, is_new = Calendar.objects.get_or_create(
        code=content["code"], version=content["version"], defaults={"name": content["name"]}
    )
    if is_new:
        Holiday.objects.bulk_create([Holiday(calendar=calendar, **row) for row in content["holidays"]])
        meetings = [CommitteeMeeting(calendar=calendar, **row) for row in content["meetings"]]
        CommitteeMeeting.objects.bulk_create(meetings)
    elif calendar.name != content["name"] or _days(calendar) != _days_of(content):
        words = f"{calendar.code} {calendar.version} exists already and differs: give it another version"
        raise DocumentError([("calendar.version", words)])
    return calendar


def _days(calendar: Calendar) -> tuple[set[Any], set[Any]]:
    return set(calendar.holidays.values_list("on", "name")), set(calendar.meetings.values_list("on", "is_estimate"))


def _days_of(content: dict[str, Any]) -> tuple[set[Any], set[Any]]:
    holidays = {(row["on"], row["name"]) for row in content["holidays"]}
    return holidays, {(row["on"], row["is_estimate"]) for row in content["meetings"]}


def import_rules(rule_set: RuleSet, content: dict[str, Any]) -> None:
    rows = [Question(rule_set=rule_set, **row) for row in content["questions"]]
    questions = {row.code: row for row in Question.objects.bulk_create(rows)}
    rules = Rule.objects.bulk_create([Rule(rule_set=rule_set, **own(row, RULE)) for row in content["rules"]])
    Condition.objects.bulk_create(
        Condition(rule=rule, **(condition | {"question": questions[condition["question"]]}))
        for rule, row in zip(rules, content["rules"], strict=True)
        for condition in row["conditions"]
    )


def import_routes(rule_set: RuleSet, content: dict[str, Any]) -> dict[str, Route]:
    rows = content["routes"]
    routes = Route.objects.bulk_create([Route(rule_set=rule_set, **own(row, ROUTE)) for row in rows])
    both = list(zip(routes, rows, strict=True))
    phases = Phase.objects.bulk_create(Phase(route=route, **part) for route, row in both for part in row["phases"])
    known = {(phase.route_id, phase.code): phase for phase in phases}
    StopRule.objects.bulk_create(
        StopRule(route=route, **(part | {"phase": known.get((route.pk, part["phase"]))}))
        for route, row in both
        for part in row["stop_rules"]
    )
    return {route.code: route for route in routes}


def import_milestones(rule_set: RuleSet, content: dict[str, Any], routes: dict[str, Route]) -> None:
    milestones = Milestone.objects.bulk_create(
        [
            Milestone(rule_set=rule_set, route=routes.get(row["route"]), **own(row, MILESTONE))
            for row in content["milestones"]
        ]
    )
    ReminderStep.objects.bulk_create(
        ReminderStep(milestone=milestone, **step)
        for milestone, row in zip(milestones, content["milestones"], strict=True)
        for step in row["reminder_steps"]
    )


def import_sections(rule_set: RuleSet, content: dict[str, Any]) -> None:
    ChecklistSection.objects.bulk_create(ChecklistSection(rule_set=rule_set, **row) for row in content["sections"])
