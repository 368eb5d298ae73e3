"""Who is away, and who is told in their place. A person says so themselves, or a manager does."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.models import Absence, User
from recognition.accounts.permissions import MANAGE, READ, may, person_may
from recognition.audit.record import Subject, record
from recognition.clock import local_date

LONGEST: Final = timedelta(days=366)


def record_absence(*, user: User, deputy: User, from_on: date, until_on: date, actor: Actor, at: datetime) -> Absence:
    """Both days are days away. Raises `InvalidInput`, naming the field, where the days or the deputy will not do."""
    maker = _require(actor, user)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # of two overlapping ones at once, one is made
        if errors := _faults(user, deputy, from_on, until_on, local_date(at)):
            raise InvalidInput(errors)
        row = Absence.objects.create(
            user=user, deputy=deputy, from_on=from_on, until_on=until_on, made_by=maker, made_at=at
        )
        _into_record(row, "absence_recorded", actor, at)
    return row


def end_absence(*, absence: Absence, actor: Actor, at: datetime) -> Absence:
    """Back today: yesterday was the last day away. One that has not begun is called off. Raises `WrongState` where it
    is over already."""
    _require(actor, absence.user)
    today = local_date(at)
    with transaction.atomic():
        row = Absence.objects.select_for_update(of=("self",)).select_related("user", "deputy").get(pk=absence.pk)
        if row.cancelled_at is not None or row.until_on < today:
            raise WrongState("STATE", "This absence is over already.")
        if row.from_on >= today:
            row.cancelled_at = at
        else:
            row.until_on = today - timedelta(days=1)
        row.save(update_fields=["cancelled_at", "until_on"])
        _into_record(row, "absence_ended", actor, at)
    return row


def _require(actor: Actor, user: User) -> User:
    if actor.user is None or not may(actor, READ) or (actor.user.pk != user.pk and not may(actor, MANAGE)):
        raise NotPermitted("PERMISSION", "Only the person or a manager can say that somebody is away.")
    return actor.user


def _faults(user: User, deputy: User, from_on: date, until_on: date, today: date) -> list[FieldError]:
    found = []
    if not person_may(user, READ):
        found.append(FieldError("user", f"{user} has no reminders, so nobody has to stand in."))
    if deputy == user or not person_may(deputy, READ):
        found.append(FieldError("deputy", "Choose another person, who is active and may read cases."))
    if until_on < from_on:
        found.append(FieldError("until_on", "The last day away must be the first day or after it."))
    elif until_on < today:
        found.append(FieldError("until_on", "The last day away must be today or after it."))
    elif until_on - from_on > LONGEST:
        found.append(FieldError("until_on", "An absence can be a year long at most. Add another after it."))
    if clash := _overlapping(user, from_on, until_on):
        words = f"{user} is away from {clash.from_on:%d %B %Y} to {clash.until_on:%d %B %Y} already. End that first."
        found.append(FieldError("from_on", words))
    return found


def _overlapping(user: User, from_on: date, until_on: date) -> Absence | None:
    return Absence.objects.filter(user=user, cancelled_at=None, from_on__lte=until_on, until_on__gte=from_on).first()


def _into_record(row: Absence, action: str, actor: Actor, at: datetime) -> None:
    data = {"from_on": row.from_on, "until_on": row.until_on, "deputy": str(row.deputy)}
    record(at=at, actor=actor, subject=Subject("user", str(row.user_id), str(row.user)), action=action, data=data)
