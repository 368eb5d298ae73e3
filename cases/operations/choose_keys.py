from __future__ import annotations

from datetime import datetime

from django.db import transaction

from recognition.accounts.actors import Actor
from recognition.accounts.models import User
from recognition.accounts.permissions import READ
from recognition.audit.record import Subject, record

from .require import require


def choose_keys(*, actor: Actor, listens: bool, at: datetime) -> None:
    """Whether single keys do something for this person. Speech and switch users press letters that they do not mean."""
    require(actor, READ, "Choose about keys")
    if actor.user is None:
        return
    with transaction.atomic():
        row = User.objects.select_for_update(no_key=True).get(pk=actor.user.pk)
        if row.listens_to_keys == listens:
            return
        row.listens_to_keys = listens
        row.save(update_fields=["listens_to_keys"])
        subject = Subject("user", str(row.pk), str(row))
        record(
            at=at,
            actor=actor,
            subject=subject,
            action="keys_chosen",
            data={"changed": {"keys": [not listens, listens]}},
        )
