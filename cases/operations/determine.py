"""What the rules say of a case, kept as a row of its history."""

from __future__ import annotations

from datetime import date, datetime

from cases.models import Application, State
from cases.models import Determination as Kept
from cases.queries.answers import answers_of
from cases.queries.rules import spec_for
from recognition.accounts.actors import Actor
from recognition.routes.determination import Determination, as_json
from recognition.routes.difference import Difference, difference_as_json, redetermined
from recognition.routes.facts import check_facts, to_json


def asked(
    application: Application, *, submitted_on: date | None, form_received_on: date | None, today: date
) -> tuple[Determination, Difference | None]:
    """The rules' outcome on the answers as they stand, and how it differs from their last one. Stores nothing."""
    spec, before = spec_for(application), said(by_rules(application))
    values, _ = check_facts(answers_of(application), spec, today=today)
    found, changed = redetermined(
        values, spec, before=before, submitted_on=submitted_on, form_received_on=form_received_on, today=today
    )
    return found, changed if before else None


def keep(
    application: Application,
    found: Determination,
    *,
    actor: Actor,
    at: datetime,
    on: date,
    cause: str,
    why: str = "",
    difference: Difference | None = None,
) -> Kept:
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
        cause=cause,
        why=why,
        difference=difference_as_json(difference) if difference else {},
        measured_on=found.measured_on,
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
        cause=Kept.Cause.DECISION,
        decided_by=actor.label,
        at=at,
        on=on,
    )


def by_rules(application: Application) -> Kept | None:
    """What the rules said last; of a draft, nothing yet."""
    if application.state == State.DRAFT:
        return None
    return application.determinations.filter(kind=Kept.Kind.RULES).select_related("rule_set").first()


def by_person(application: Application) -> Kept | None:
    """What a person decided last: it stands, whatever the rules say later. A draft has none."""
    if application.state == State.DRAFT:
        return None
    return application.determinations.filter(kind=Kept.Kind.PERSON).first()


def said(kept: Kept | None) -> dict[str, object]:
    """A kept determination as the JSON that the next one is compared with."""
    if kept is None:
        return {}
    names = ("outcome", "flags", "unanswered", "verdicts", "facts")
    return {"rule_set": str(kept.rule_set), **{name: getattr(kept, name) for name in names}}


def likely_route(application: Application, *, today: date) -> str:
    """The route that is set, or else what the rules say of the answers as they stand: papers depend on it."""
    if application.route:
        return application.route
    form_on = application.form_received_on or today
    found, _ = asked(application, submitted_on=application.submitted_on, form_received_on=form_on, today=today)
    return found.outcome
