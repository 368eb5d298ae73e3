"""How a rule set comes into force: a draft is proposed, and a second person publishes it. The one door to its state.

Each move takes the row's lock, asks the permission, checks, moves, saves and writes to the record, in one transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import IO, Any, Final

from django.db import transaction
from django_fsm import can_proceed

from recognition.accounts.actors import Actor
from recognition.accounts.permissions import CONFIGURE, may
from recognition.audit.record import Subject, record
from recognition.clock import local_date

from .checks import faults
from .document import export_document, import_document
from .document_read import read_document
from .load import in_force_on, spec_of
from .models import RuleSet
from .publishing_errors import Faulty, LastInForce, NotPermitted, PublishingError, SecondPersonNeeded, WrongState

__all__ = [
    "Faulty",
    "LastInForce",
    "NotPermitted",
    "PublishingError",
    "SecondPersonNeeded",
    "WrongState",
    "import_draft",
    "new_draft_from",
    "propose",
    "publish",
    "publish_shipped",
    "retire",
    "send_back",
]

MOVED: Final = ("state", "proposed_by", "proposed_at", "published_by", "published_at")
SHIPPED: Final = "It ships with the application."


def propose(rule_set: RuleSet, *, actor: Actor, at: dt.datetime, reason: str) -> RuleSet:
    """Raises Faulty when it could not work. From here on nobody can change it; `send_back` makes it a draft again."""
    _permit(actor)
    return _move(rule_set, "propose", actor=actor, at=at, reason=reason)


def send_back(rule_set: RuleSet, *, actor: Actor, at: dt.datetime, reason: str) -> RuleSet:
    _permit(actor)
    return _move(rule_set, "send_back", actor=actor, at=at, reason=reason)


def publish(
    rule_set: RuleSet, *, actor: Actor, at: dt.datetime, reason: str, data: Mapping[str, Any] | None = None
) -> RuleSet:
    """Raises SecondPersonNeeded for who proposed it. `data` goes into the record beside the reason."""
    _permit(actor)
    return _move(rule_set, "publish", actor=actor, at=at, reason=reason, data=data)


def retire(rule_set: RuleSet, *, actor: Actor, at: dt.datetime, reason: str) -> RuleSet:
    """Raises LastInForce where submissions of today would have no version to be judged by."""
    _permit(actor)
    return _move(rule_set, "retire", actor=actor, at=at, reason=reason)


def retire_shipped(rule_set: RuleSet, *, actor: Actor, at: dt.datetime) -> RuleSet:
    """What ships with its days already over judges those alone that came in on one of them."""
    if not actor.is_system:
        raise NotPermitted("Only the system retires what ships with the application.")
    return _move(rule_set, "retire", actor=actor, at=at, reason=SHIPPED)


@transaction.atomic
def publish_shipped(rule_set: RuleSet, *, actor: Actor, at: dt.datetime) -> RuleSet:
    """What ships was proposed and reviewed by those who made it, so the system publishes it. For nothing else."""
    if not actor.is_system:
        raise NotPermitted("Only the system publishes what ships with the application.")
    proposed = _move(rule_set, "propose", actor=actor, at=at, reason=SHIPPED)
    return _move(proposed, "publish", actor=actor, at=at, reason=SHIPPED)


@transaction.atomic
def new_draft_from(rule_set: RuleSet, version: str, *, actor: Actor, at: dt.datetime) -> RuleSet:
    """A draft with everything that the version has. Raises DocumentError when there is a version of that name."""
    _permit(actor)
    draft = import_document(export_document(rule_set) | {"version": version}, is_sound=False)
    data = {"from": str(rule_set)}
    _record(draft, "rule_set_drafted", "", actor=actor, at=at, reason=f"Made from {rule_set}.", data=data)
    return draft


@transaction.atomic
def import_draft(file: IO[bytes], version: str, *, actor: Actor, at: dt.datetime) -> RuleSet:
    """A draft, under the file's version or the one given. Raises DocumentError with each fault's place."""
    if not actor.is_system:
        _permit(actor)
    document = read_document(file)
    draft = import_document({**document, "version": version} if version and isinstance(document, dict) else document)
    reason = f"Imported from {getattr(file, 'name', 'a file')}."
    _record(draft, "rule_set_imported", "", actor=actor, at=at, reason=reason)
    return draft


def _permit(actor: Actor) -> None:
    if not may(actor, CONFIGURE):
        raise NotPermitted("Only an administrator may change the rules.")


@transaction.atomic
def _move(
    rule_set: RuleSet,
    verb: str,
    *,
    actor: Actor,
    at: dt.datetime,
    reason: str,
    data: Mapping[str, Any] | None = None,
) -> RuleSet:
    if not reason.strip():
        raise PublishingError("Give the reason: it goes into the record.")
    # Cases come to point at this row after they wrote to the record, for which we wait below. So no lock on its key
    # here, nor a column of its key among those saved: either would make the two wait for each other.
    # All versions are locked, so that two of them cannot be retired at once, each for the sake of the other.
    versions = RuleSet.objects.select_for_update(no_key=True).filter(code=rule_set.code).order_by("pk")
    row = next(version for version in versions if version.pk == rule_set.pk)
    move = getattr(row, verb)
    if not can_proceed(move):
        raise WrongState(f"{row} is {row.get_state_display().lower()}, so it cannot {verb.replace('_', ' ')} now.")
    _check(row, verb, actor, local_date(at))
    before = row.state
    move(by=actor.user, at=at)
    row.save(update_fields=MOVED)
    _record(
        row,
        f"rule_set_{row.state}" if verb != "send_back" else "rule_set_sent_back",
        before,
        actor=actor,
        at=at,
        reason=reason,
        data=data,
    )
    return row


def _check(row: RuleSet, verb: str, actor: Actor, today: dt.date) -> None:
    if verb == "propose" and (found := faults(spec_of(row))):
        raise Faulty([str(fault) for fault in found])
    if verb == "publish" and actor.user is not None and row.proposed_by_id == actor.user.pk:
        raise SecondPersonNeeded(f"You proposed {row} yourself: a second person has to publish it.")
    if verb == "retire" and _is_in_force(row, today) and not _others_in_force(row, today):
        raise LastInForce(f"No other version is in force today. Publish the one that is to follow {row} first.")


def _is_in_force(row: RuleSet, today: dt.date) -> bool:
    return row.effective_from <= today and (row.effective_until is None or today <= row.effective_until)


def _others_in_force(row: RuleSet, today: dt.date) -> bool:
    published = RuleSet.objects.filter(in_force_on(today), code=row.code, state=RuleSet.State.PUBLISHED)
    return published.exclude(pk=row.pk).exists()


def _record(
    row: RuleSet,
    action: str,
    before: str,
    *,
    actor: Actor,
    at: dt.datetime,
    reason: str,
    data: Mapping[str, Any] | None = None,
) -> None:
    record(
        at=at,
        actor=actor,
        subject=Subject("rule_set", str(row.pk), str(row)),
        action=action,
        from_state=before,
        to_state=row.state,
        reason=reason,
        data=data or {},
    )
