"""How a letter template comes into force: a draft is proposed, and a second person publishes it. The one door to it."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django_fsm import can_proceed

from cases.models import LetterTemplate
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted, RuleRefused, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import CONFIGURE
from recognition.audit.record import Subject, record

from .require import require, require_text

MOVED: Final = ("state", "proposed_by", "proposed_at", "published_by", "published_at")
State = LetterTemplate.State
Kind = LetterTemplate.Kind


def propose_template(template: LetterTemplate, *, actor: Actor, at: dt.datetime, reason: str) -> LetterTemplate:
    """Nobody can change it from here on; `send_back_template` makes it a draft again."""
    return _move(template, "propose", actor=actor, at=at, reason=reason)


def send_back_template(template: LetterTemplate, *, actor: Actor, at: dt.datetime, reason: str) -> LetterTemplate:
    return _move(template, "send_back", actor=actor, at=at, reason=reason)


def publish_template(template: LetterTemplate, *, actor: Actor, at: dt.datetime, reason: str) -> LetterTemplate:
    """By a second person. The version before it is retired with it, so that one is in use at a time."""
    return _move(template, "publish", actor=actor, at=at, reason=reason)


def retire_template(template: LetterTemplate, *, actor: Actor, at: dt.datetime, reason: str) -> LetterTemplate:
    """Raises `RuleRefused` for the only letter of a grant or a refusal: no decision could be signed."""
    return _move(template, "retire", actor=actor, at=at, reason=reason)


@transaction.atomic
def new_template_from(template: LetterTemplate, version: str, *, actor: Actor, at: dt.datetime) -> LetterTemplate:
    _permit(actor)
    name = require_text(version, "version", "a name for the version", limit=20)
    if LetterTemplate.objects.filter(code=template.code, version=name).exists():
        raise InvalidInput([FieldError("version", f"{template.name} has a version {name} already. Choose another.")])
    kept = {field: getattr(template, field) for field in ("code", "kind", "name", "subject", "body")}
    row = LetterTemplate.objects.create(**kept, version=name)
    _record(row, "drafted", "", actor=actor, at=at, reason=f"Made from {template}.")
    return row


@transaction.atomic
def publish_shipped_template(template: LetterTemplate, *, actor: Actor, at: dt.datetime) -> LetterTemplate:
    """What ships was reviewed by those who made it, so the system publishes it. For nothing else."""
    if not actor.is_system:
        raise NotPermitted("PERMISSION", "Only the system publishes what ships with the application.")
    reason = "It ships with the application."
    proposed = _move(template, "propose", actor=actor, at=at, reason=reason)
    return _move(proposed, "publish", actor=actor, at=at, reason=reason)


def _permit(actor: Actor) -> None:
    if not actor.is_system:
        require(actor, CONFIGURE, "Change the letter templates")


@transaction.atomic
def _move(template: LetterTemplate, verb: str, *, actor: Actor, at: dt.datetime, reason: str) -> LetterTemplate:
    _permit(actor)
    text = require_text(reason, "reason", "the reason: it goes into the record")
    versions = LetterTemplate.objects.select_for_update(no_key=True).filter(code=template.code).order_by("pk")
    row = next(version for version in versions if version.pk == template.pk)
    move = getattr(row, verb)
    if not can_proceed(move):
        now = row.get_state_display().lower()
        raise WrongState("STATE", f"{row} is {now}, so it cannot {verb.replace('_', ' ')} now.")
    _check(row, verb, actor)
    if verb == "publish" and (older := next((one for one in versions if one.state == State.PUBLISHED), None)):
        _take(older, "retire", actor=actor, at=at, reason=f"{row} follows it.")
    _take(row, verb, actor=actor, at=at, reason=text)
    return row


def _take(row: LetterTemplate, verb: str, *, actor: Actor, at: dt.datetime, reason: str) -> None:
    before = row.state
    getattr(row, verb)(by=actor.user, at=at)
    row.save(update_fields=MOVED)
    _record(row, "sent_back" if verb == "send_back" else row.state, before, actor=actor, at=at, reason=reason)


def _check(row: LetterTemplate, verb: str, actor: Actor) -> None:
    if verb == "propose":
        _require_sound(row)
    if verb == "publish" and actor.user is not None and row.proposed_by_id == actor.user.pk:
        raise RuleRefused("TWO-PEOPLE", f"You proposed {row} yourself: a second person has to publish it.")
    if verb == "retire" and row.is_of_a_decision and not _others(row):
        words = f"No other letter of a {row.get_kind_display().lower()} is published, and none could be signed without."
        raise RuleRefused("LAST-LETTER", f"{words} Publish the one that is to follow first.")


def _require_sound(row: LetterTemplate) -> None:
    try:
        row.full_clean(exclude=["state"])
    except ValidationError as error:
        found = [FieldError(name, text) for name, texts in error.message_dict.items() for text in texts]
        raise InvalidInput(found) from None


def _others(row: LetterTemplate) -> bool:
    return LetterTemplate.objects.filter(kind=row.kind, state=State.PUBLISHED).exclude(pk=row.pk).exists()


def _record(row: LetterTemplate, what: str, before: str, *, actor: Actor, at: dt.datetime, reason: str) -> None:
    data: dict[str, Any] = {"code": row.code, "version": row.version}
    record(
        at=at,
        actor=actor,
        subject=Subject("letter_template", str(row.pk), str(row)),
        action=f"letter_template_{what}",
        from_state=before,
        to_state=row.state,
        reason=reason,
        data=data,
    )
