from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from recognition.audit.record import Subject, record

from .actors import Actor
from .models import User


@transaction.atomic
def end_sessions(*, user: User, actor: Actor, at: datetime) -> None:
    """Every session of the person ends with its next request, wherever it is."""
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    record(at=at, actor=actor, subject=Subject("user", str(user.pk), str(user)), action="user_sessions_ended")
