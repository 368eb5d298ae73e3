"""A rule set as one JSON document, in and out.

Exported, imported into an empty database and exported again, it is the same byte for byte (`as_bytes`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from .models import (
    Calendar,
    CommitteeMeeting,
    Condition,
    Holiday,
    Milestone,
    Question,
    ReminderStep,
    Route,
    Rule,
    RuleSet,
)
from .shape import CALENDAR, FORMAT, MILESTONE, RULE, RULE_SET, Shape, plain
from .shape_check import Faults, check


class DocumentError(ValueError):
    """The document is refused and nothing is stored. `faults` holds (place, words) pairs."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{place or 'document'} {words}" for place, words in faults))


def as_bytes(document: Mapping[str, Any]) -> bytes:
    return (json.dumps(document, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()


def export_document(rule_set: RuleSet) -> dict[str, Any]:
    """Everything but the version's own life here: its state, and who proposed and published it when."""
    conditions = models.Prefetch("conditions", Condition.objects.select_related("question"))
    milestones = rule_set.milestones.select_related("route").prefetch_related("reminder_steps")
    document = plain(rule_set, RULE_SET) | {
        "format": FORMAT,
        "calendar": export_calendar(rule_set.calendar),
        "questions": [plain(row, RULE_SET.lists["questions"]) for row in rule_set.questions.all()],
        "rules": [_rule(row) for row in rule_set.rules.prefetch_related(conditions)],
        "routes": [plain(row, RULE_SET.lists["routes"]) for row in rule_set.routes.all()],
        "milestones": [_milestone(row) for row in milestones],
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


def _milestone(milestone: Milestone) -> dict[str, Any]:
    steps = [plain(row, MILESTONE.lists["reminder_steps"]) for row in milestone.reminder_steps.all()]
    return plain(milestone, MILESTONE) | {
        "route": milestone.route.code if milestone.route else "",
        "reminder_steps": steps,
    }


def checked(document: object) -> dict[str, Any]:
    """The document's content, dates as dates. Raises DocumentError with every fault's place."""
    faults = Faults()
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        raise DocumentError([("format", f'should be "{FORMAT}"')])
    content = check({key: value for key, value in document.items() if key != "format"}, RULE_SET, "", faults)
    if not faults:
        _check_names(content, faults)
    if faults:
        raise DocumentError(list(faults))
    return content


def _check_names(content: dict[str, Any], faults: Faults) -> None:
    """Codes are unique, and what is named is there."""
    for part in ("questions", "rules", "routes"):
        _check_once(content[part], "code", part, faults)
    for part in ("holidays", "meetings"):
        _check_once(content["calendar"][part], "on", f"calendar.{part}", faults)
    questions = {row["code"] for row in content["questions"]}
    routes = {"", *(row["code"] for row in content["routes"])}
    for number, rule in enumerate(content["rules"]):
        for inner, condition in enumerate(rule["conditions"]):
            if condition["question"] not in questions:
                place = f"rules[{number}].conditions[{inner}].question"
                faults.add(place, f"names {condition['question']}, and there is no such question")
    for number, milestone in enumerate(content["milestones"]):
        if milestone["route"] not in routes:
            faults.add(f"milestones[{number}].route", f"names {milestone['route']}, and there is no such route")


def _check_once(rows: list[dict[str, Any]], key: str, place: str, faults: Faults) -> None:
    for value, times in Counter(row[key] for row in rows).items():
        if times > 1:
            faults.add(place, f"has {value} {times} times")


@transaction.atomic
def import_document(document: object) -> RuleSet:
    """A new draft with everything in it. Publishing it is `publishing.py`'s work.

    Raises DocumentError if the document is not of the form, or if the version is there already.
    """
    content = checked(document)
    if RuleSet.objects.filter(code=content["code"], version=content["version"]).exists():
        raise DocumentError([("version", f"{content['code']} {content['version']} exists already: give it another")])
    rule_set = RuleSet.objects.create(**_own(content, RULE_SET), calendar=import_calendar(content["calendar"]))
    _import_rules(rule_set, content)
    _import_milestones(rule_set, content)
    return rule_set


def _own(content: dict[str, Any], shape: Shape) -> dict[str, Any]:
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
    elif _days(calendar) != _days_of(content):
        words = f"{calendar.code} {calendar.version} exists already with other days: give it another version"
        raise DocumentError([("calendar.version", words)])
    return calendar


def _days(calendar: Calendar) -> tuple[set[Any], set[Any]]:
    return set(calendar.holidays.values_list("on", "name")), set(calendar.meetings.values_list("on", "is_estimate"))


def _days_of(content: dict[str, Any]) -> tuple[set[Any], set[Any]]:
    holidays = {(row["on"], row["name"]) for row in content["holidays"]}
    return holidays, {(row["on"], row["is_estimate"]) for row in content["meetings"]}


def _import_rules(rule_set: RuleSet, content: dict[str, Any]) -> None:
    rows = [Question(rule_set=rule_set, **row) for row in content["questions"]]
    questions = {row.code: row for row in Question.objects.bulk_create(rows)}
    rules = Rule.objects.bulk_create([Rule(rule_set=rule_set, **_own(row, RULE)) for row in content["rules"]])
    Condition.objects.bulk_create(
        Condition(rule=rule, **(condition | {"question": questions[condition["question"]]}))
        for rule, row in zip(rules, content["rules"], strict=True)
        for condition in row["conditions"]
    )


def _import_milestones(rule_set: RuleSet, content: dict[str, Any]) -> None:
    rows = [Route(rule_set=rule_set, **row) for row in content["routes"]]
    routes = {row.code: row for row in Route.objects.bulk_create(rows)}
    milestones = Milestone.objects.bulk_create(
        [
            Milestone(rule_set=rule_set, route=routes.get(row["route"]), **_own(row, MILESTONE))
            for row in content["milestones"]
        ]
    )
    ReminderStep.objects.bulk_create(
        ReminderStep(milestone=milestone, **step)
        for milestone, row in zip(milestones, content["milestones"], strict=True)
        for step in row["reminder_steps"]
    )
