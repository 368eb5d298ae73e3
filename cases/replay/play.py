"""A scenario played through the operations in a transaction that is rolled back: nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from cases.models import Application, Determination, State
from cases.operations.file_eligibility_form import file_eligibility_form
from cases.operations.replies import mark_reply_overdue
from cases.queries.rules import reading_policy_as
from cases.queries.timetables import timetable_of
from cases.workflow.refusals import InvalidInput, Refused
from recognition.routes.load import NoRuleSetError, published_on, spec_of
from recognition.routes.timetable import Timetable

from .acts import play
from .answer import answer
from .cast import Cast, draft, noon, people
from .scenario import Event, Scenario, ScenarioError


@dataclass(frozen=True, slots=True)
class Played:
    """The case on `day`, as it was before all of it was undone. `answer` is what the command prints."""

    day: date
    events: tuple[Event, ...]
    answer: dict[str, Any]
    timetable: Timetable
    determination: Determination | None


def replay(scenario: Scenario, *, today: date, as_of: date | None = None) -> dict[str, Any]:
    """The case as it stands on `as_of`, or on the scenario's own day, its last event's or `today`.

    Raises `ScenarioError` where the facts cannot be those of any case.
    """
    try:
        return replay_in_full(scenario, today=today, as_of=as_of).answer
    except InvalidInput as error:
        raise ScenarioError(
            "; ".join(f"{row.field.replace('/', '.')}: {row.detail}" for row in error.errors)
        ) from error


def replay_in_full(scenario: Scenario, *, today: date, as_of: date | None = None) -> Played:
    """The same with all that led to it. Raises `InvalidInput` naming each fact that cannot be."""
    day = as_of or scenario.as_of or (scenario.events[-1].on if scenario.events else today)
    try:
        with transaction.atomic():
            played = _played(scenario, day)
            transaction.set_rollback(True)
    except NoRuleSetError as error:
        raise ScenarioError(str(error)) from error
    return played


def _played(scenario: Scenario, day: date) -> Played:
    start = scenario.events[0].on if scenario.events else day
    policy = replace(spec_of(published_on(start)).policy, **scenario.policy)
    with reading_policy_as(policy):
        cast = people()
        case = draft(scenario, cast, start)
        refused = [row for event in scenario.events if event.on <= day and (row := _event(case, event, cast))]
        if not scenario.events:
            file_eligibility_form(application=case, actor=cast.lead, at=noon(day))
        _catch_up(case, day)
        done = Application.objects.select_related("rule_set").get(pk=case.pk)
        found = done.determinations.filter(kind=Determination.Kind.RULES).select_related("rule_set").first()
        events = tuple(event for event in scenario.events if event.on <= day)
        return Played(day, events, answer(done, day, refused), timetable_of(done, today=day), found)


def _event(case: Application, event: Event, cast: Cast) -> dict[str, str] | None:
    """None where it was allowed; else what refused it, and the replay goes on."""
    _catch_up(case, event.on)
    try:
        play(case, event, cast)
    except Refused as refusal:
        return {"event": event.event, "on": event.on.isoformat(), "rule": refusal.rule, "why": refusal.why}
    return None


def _catch_up(case: Application, day: date) -> None:
    """What the sweep would have done by itself up to `day`."""
    fresh = Application.objects.select_related("rule_set").get(pk=case.pk)
    if fresh.state != State.AWAITING_INFORMATION:
        return
    due = timetable_of(fresh, today=day).deadline("information_reply")
    if due is not None and due.due_on < day:
        mark_reply_overdue(application=fresh, at=noon(due.due_on + timedelta(days=1)))
