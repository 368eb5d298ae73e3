"""The secret address of a person's calendar: made, and ended."""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from cases.workflow.refusals import NotPermitted
from recognition.accounts.actors import Actor
from recognition.accounts.models import CalendarFeed, User
from recognition.accounts.permissions import READ
from recognition.audit.record import Subject, record

from .require import require


def make_feed(*, actor: Actor, at: datetime) -> str:
    """The secret of a new address, which cannot be read again; the one before ends."""
    user = _reader(actor)
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        CalendarFeed.objects.update_or_create(
            user=user, defaults={"secret_hash": hash_of(secret), "made_at": at, "last_used_at": None}
        )
        _into_record(user, "calendar_feed_made", actor, at)
    return secret


def end_feed(*, actor: Actor, at: datetime) -> bool:
    """Whether there was one to end."""
    user = _reader(actor)
    with transaction.atomic():
        deleted, _ = CalendarFeed.objects.filter(user=user).delete()
        if deleted:
            _into_record(user, "calendar_feed_ended", actor, at)
    return bool(deleted)


def hash_of(secret: str) -> str:
    """Enough for 256 random bits: there is nothing to guess that a slow hash would slow."""
    return sha256(secret.encode()).hexdigest()


def _reader(actor: Actor) -> User:
    require(actor, READ, "Make a calendar address")
    if actor.user is None:
        raise NotPermitted("PERMISSION", "A calendar is a person's.")
    return actor.user


def _into_record(user: User, action: str, actor: Actor, at: datetime) -> None:
    record(at=at, actor=actor, subject=Subject("user", str(user.pk), str(user)), action=action)
