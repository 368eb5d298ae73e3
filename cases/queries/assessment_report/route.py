"""How the case came to its route, by the rules and by whom instead of them, and where its clock stood."""

from __future__ import annotations

from collections.abc import Iterable

from cases.models import Application, Determination
from cases.queries.case_page import determinations
from cases.queries.letter_values import day
from cases.queries.standing import Standing
from recognition.routes.ledger import RE_ROUTED, ROUTE

from .blocks import Block, Part, said, written

Kind, Cause = Determination.Kind, Determination.Cause


def route_part(case: Application, standing: Standing) -> Part:
    rows = list(determinations(case))
    rules = next((row for row in rows if row.kind == Kind.RULES), None)
    person = next((row for row in rows if row.kind == Kind.PERSON), None)
    why = [*_by_rules(rules, standing), *_by_person(person, standing, overrides=rules is not None)]
    stops = standing.timetable.clock.stops
    table = tuple((day(one.from_on), day(one.to_on) or "Still stopped") for one in stops)
    clock = (
        Block(head=("The clock stopped on", "Resumed on"), rows=table) if table else said("The clock has not stopped.")
    )
    return Part(
        "Route and clock", (*(why or [said("No route has been determined.")]), *_reverted(case, standing), clock)
    )


def _by_rules(row: Determination | None, standing: Standing) -> Iterable[Block]:
    """Who handed in the form decides nothing, so nobody is named for it; who asked the rules again is."""
    if row is None:
        return []
    first = row.cause in ("", Cause.FORM, Cause.SUBMISSION)
    when = f"{row.get_cause_display()}." if row.cause else ""
    again = when if first else f"{when[:-1]}: {row.decided_by}. {row.why}".rstrip()
    line = f"By the rules {row.rule_set}, {day(row.on)}: {_name(row.outcome, standing)}. {again}".rstrip()
    return [said(line), *written(row.reason)]


def _by_person(row: Determination | None, standing: Standing, *, overrides: bool) -> Iterable[Block]:
    if row is None:
        return []
    instead = "instead of the rules, " if overrides else ""
    return [
        said(f"Decided {instead}by {row.decided_by}, {day(row.on)}: {_name(row.outcome, standing)}."),
        *written(row.reason),
    ]


def _reverted(case: Application, standing: Standing) -> Iterable[Block]:
    for row in case.clock_entries.filter(clock=ROUTE, act=RE_ROUTED):
        yield said(f"The timetable went over to {_name(row.route, standing)} on {day(row.on)}, by {row.actor_label}.")
        yield from written(row.reason)


def _name(outcome: str, standing: Standing) -> str:
    route = standing.spec.routes.get(outcome)
    return route.name if route else outcome.replace("_", " ")
