"""What the rules say of a case, kept as a row of its history."""

from __future__ import annotations

from datetime import date, datetime

from cases.models import Application
from cases.models import Determination as Kept
from cases.queries.answers import answers_of
from cases.queries.rules import spec_for
from recognition.accounts.actors import Actor
from recognition.routes.determination import Determination, as_json, determine
from recognition.routes.facts import check_facts, to_json


def determination_of(
    application: Application, *, submitted_on: date | None, form_received_on: date | None, today: date
) -> Determination:
    """The rules' outcome on the answers as they stand. Stores nothing."""
    spec = spec_for(application)
    values, _ = check_facts(answers_of(application), spec, today=today)
    return determine(values, spec, submitted_on=submitted_on, form_received_on=form_received_on, today=today)


def keep(application: Application, found: Determination, *, actor: Actor, at: datetime, on: date) -> Kept:
    values, _ = check_facts(answers_of(application), spec_for(application), today=on)
    return Kept.objects.create(
        application=application,
        rule_set=application.rule_set,
        kind=Kept.Kind.RULES,
        outcome=found.outcome,
        hits=list(found.hits),
        flags=list(found.flags),
        unanswered=list(found.unanswered),
        blocks=list(found.blocks),
        verdicts=as_json(found)["verdicts"],
        facts=to_json(values),
        reason=found.reason,
        decided_by=actor.label,
        at=at,
        on=on,
    )


def keep_decided(application: Application, outcome: str, reason: str, *, actor: Actor, at: datetime, on: date) -> Kept:
    """A person's word instead of the rules': who, why, and the rule set it stands beside."""
    return Kept.objects.create(
        application=application,
        rule_set=application.rule_set,
        kind=Kept.Kind.PERSON,
        outcome=outcome,
        facts=answers_of(application),
        reason=reason,
        decided_by=actor.label,
        at=at,
        on=on,
    )
